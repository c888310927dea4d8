import { gunzipSync, gzipSync } from 'node:zlib'
import type { Network } from '#core/reach/network.ts'
import type { DistrictInputs } from './rules/engine.ts'

/** Format of the bytes; a later one must still read this. */
const FORMAT = 'jiujing-diagnosis-inputs-1'

const ARRAYS = { Float64Array, Int32Array, Uint16Array, Uint32Array } as const
type ArrayName = keyof typeof ARRAYS
interface StoredArray {
  readonly array: ArrayName
  readonly base64: string
}

/** JSON with typed arrays as base64 and maps and sets as lists; the same inputs always give the same bytes. */
function replacer(_: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value].sort(byKey) }
  if (value instanceof Set) return { set: [...value].sort() }
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value
    const base64 = Buffer.from(buffer, byteOffset, byteLength).toString('base64')
    return { array: value.constructor.name, base64 } satisfies { array: string; base64: string }
  }
  return value
}

const byKey = (a: readonly [unknown, unknown], b: readonly [unknown, unknown]) =>
  String(a[0]) < String(b[0]) ? -1 : 1

function reviver(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Object.hasOwn(value, 'base64')) return arrayOf(value as StoredArray)
  if (Object.hasOwn(value, 'map')) return new Map((value as { map: [string, unknown][] }).map)
  if (Object.hasOwn(value, 'set')) return new Set((value as { set: unknown[] }).set)
  return value
}

function arrayOf({ array, base64 }: StoredArray) {
  const { buffer, byteOffset, byteLength } = Buffer.from(base64, 'base64')
  return new ARRAYS[array](buffer.slice(byteOffset, byteOffset + byteLength))
}

/** Everything a run was computed from but the network, which is stored by checksum. */
export function encodeInputs({ network: _, ...inputs }: DistrictInputs): Uint8Array {
  return gzipSync(JSON.stringify({ format: FORMAT, ...inputs }, replacer))
}

/** @throws RangeError if the bytes are not stored inputs. */
export function decodeInputs(bytes: Uint8Array, network: Network): DistrictInputs {
  const { format, ...inputs } = JSON.parse(gunzipSync(bytes).toString('utf8'), reviver)
  if (format !== FORMAT) throw new RangeError(`inputs of format ${format}: this version reads ${FORMAT}`)
  return { network, ...inputs }
}
