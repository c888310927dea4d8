import { deflateSync } from 'node:zlib'

/** Writes protocol buffer messages for tests: fields in the order given, each `[number, value]`. */
export type ProtoField = readonly [number, number | string | Uint8Array]

export function proto(...fields: readonly ProtoField[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [varints(number << 3, value)]
      const bytes = Buffer.from(value as string)
      return [varints((number << 3) | 2, bytes.length), bytes]
    }),
  )
}

/** Packed varints; negative ones as 64-bit two's complement. */
export function varints(...values: readonly number[]): Uint8Array {
  const bytes: number[] = []
  for (const value of values) {
    let rest = BigInt.asUintN(64, BigInt(value))
    for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
    bytes.push(Number(rest))
  }
  return Uint8Array.from(bytes)
}

export const zigzags = (...values: readonly number[]) =>
  varints(...values.map((value) => (value < 0 ? -2 * value - 1 : 2 * value)))

/** One block of a pbf file. */
export function pbfBlob(type: string, blob: Uint8Array): Uint8Array {
  const header = proto([1, type], [3, blob.length])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  return Buffer.concat([length, header, blob])
}

export const zlibBlob = (bytes: Uint8Array) => proto([2, bytes.length], [3, deflateSync(bytes)])

export const pbfHeader = pbfBlob('OSMHeader', zlibBlob(proto([4, 'OsmSchema-V0.6'], [4, 'DenseNodes'])))

/** A pbf file with one block of data. */
export const pbfFile = (block: Uint8Array) => Buffer.concat([pbfHeader, pbfBlob('OSMData', zlibBlob(block))])

export const stringTable = (...strings: readonly string[]) =>
  proto(...strings.map((text): ProtoField => [1, text]))
