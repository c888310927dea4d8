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

const isStored = (value: unknown): value is StoredArray =>
  typeof value === 'object' && value !== null && 'base64' in value

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
  if (isStored(value)) {
    const { buffer, byteOffset, byteLength } = Buffer.from(value.base64, 'base64')
    return new ARRAYS[value.array](buffer.slice(byteOffset, byteOffset + byteLength))
  }
  if (typeof value === 'object' && value !== null && 'map' in value)
    return new Map(value.map as [string, unknown][])
  if (typeof value === 'object' && value !== null && 'set' in value) return new Set(value.set as unknown[])
  return value
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
