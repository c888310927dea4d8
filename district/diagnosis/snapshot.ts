import { gunzipSync, gzipSync } from 'node:zlib'
import type { Network } from '#core/reach/network.ts'
import type { DistrictInputs } from './rules/engine.ts'
import { type ArrayForm, fromTaggedJson, toTaggedJson } from './rules/tagged-json.ts'

/** Format of the bytes; a later one must still read this. */
const FORMAT = 'jiujing-diagnosis-inputs-1'

const BASE64: ArrayForm<string> = {
  key: 'base64',
  write: ({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
  read: (base64, Type) => {
    const { buffer, byteOffset, byteLength } = Buffer.from(base64, 'base64')
    return new Type(buffer.slice(byteOffset, byteOffset + byteLength))
  },
}

/** Everything a run was computed from but the network, which is stored by checksum. */
export function encodeInputs({ network: _, ...inputs }: DistrictInputs): Uint8Array {
  return gzipSync(toTaggedJson({ format: FORMAT, ...inputs }, BASE64))
}

/** @throws RangeError if the bytes are not stored inputs. */
export function decodeInputs(bytes: Uint8Array, network: Network): DistrictInputs {
  const text = gunzipSync(bytes).toString('utf8')
  const { format, ...inputs } = fromTaggedJson(text, BASE64) as { format: string } & DistrictInputs
  if (format !== FORMAT) throw new RangeError(`inputs of format ${format}: this version reads ${FORMAT}`)
  return { ...inputs, network }
}
