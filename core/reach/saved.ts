import type { Network } from './network.ts'

/** "JJRN" in little-endian bytes; read in the other order it does not match either. */
const MAGIC = 0x4e524a4a
const VERSION = 1

/** The arrays of a network in the order in which they are written; a change here asks for a new version. */
const ARRAYS = [
  ['lon', Float64Array],
  ['lat', Float64Array],
  ['pointLon', Float64Array],
  ['pointLat', Float64Array],
  ['edgeFrom', Uint32Array],
  ['edgeTo', Uint32Array],
  ['edgeLength', Uint32Array],
  ['pointFirst', Uint32Array],
  ['arcFirst', Uint32Array],
  ['arcHead', Uint32Array],
  ['arcEdge', Uint32Array],
  ['arcLength', Uint32Array],
  ['upFirst', Uint32Array],
  ['upHead', Uint32Array],
  ['upLength', Uint16Array],
] as const satisfies readonly (readonly [keyof Network, unknown])[]

/** Header words: magic, version, checksum of all that follows it, bytes in all, islands (3), then array lengths. */
const CHECKSUM = 2
const BYTES = 3
const ISLANDS = 4
const LENGTHS = 7
const HEADER_BYTES = (LENGTHS + ARRAYS.length) * 4

/** The network as bytes, for a file or a table; `loadNetwork` reads them. */
export function saveNetwork(network: Network): Uint8Array {
  let size = aligned(HEADER_BYTES)
  for (const [name] of ARRAYS) size = aligned(size + network[name].byteLength)
  const bytes = new Uint8Array(size)
  const words = new Uint32Array(bytes.buffer)
  const { count, nodes, metres } = network.islands
  const lengths = ARRAYS.map(([name]) => network[name].length)
  words.set([MAGIC, VERSION, 0, size, count, nodes, metres, ...lengths])
  let at = aligned(HEADER_BYTES)
  for (const [name, Type] of ARRAYS) {
    const array = network[name]
    new Type(bytes.buffer, at, array.length).set(array)
    at = aligned(at + array.byteLength)
  }
  words[CHECKSUM] = checksum(words.subarray(CHECKSUM + 1))
  return bytes
}

/**
 * The network that was saved; its arrays are views of `bytes`, or of a copy if those do not start on a multiple of 8.
 *
 * @throws RangeError if the bytes are no saved network, of another version, cut short or damaged.
 */
export function loadNetwork(bytes: Uint8Array): Network {
  const { buffer, byteOffset } = (
    bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  ) as Uint8Array<ArrayBuffer>
  const words = new Uint32Array(buffer, byteOffset, bytes.byteLength >> 2)
  if (words[0] !== MAGIC) throw new RangeError('the bytes are not a saved network')
  if (words[1] !== VERSION) throw new RangeError(`the network is saved in format ${words[1]}, not ${VERSION}`)
  if (words[BYTES] !== bytes.byteLength) {
    throw new RangeError(`the saved network is cut short: ${bytes.byteLength} of ${words[BYTES]} bytes`)
  }
  if (words[CHECKSUM] !== checksum(words.subarray(CHECKSUM + 1))) {
    throw new RangeError('the saved network is damaged: its checksum does not match')
  }
  const [count = 0, nodes = 0, metres = 0] = words.subarray(ISLANDS)
  const network: Record<string, unknown> = { islands: { count, nodes, metres } }
  let at = aligned(HEADER_BYTES)
  for (const [i, [name, Type]] of ARRAYS.entries()) {
    const length = words[LENGTHS + i]!
    network[name] = new Type(buffer, byteOffset + at, length)
    at = aligned(at + length * Type.BYTES_PER_ELEMENT)
  }
  return network as unknown as Network
}

const aligned = (bytes: number) => (bytes + 7) & ~7

/** FNV-1a over 32-bit words instead of bytes: every step is reversible, so no change of one word goes unnoticed. */
function checksum(words: Uint32Array): number {
  let hash = 0x811c9dc5
  for (const word of words) hash = Math.imul(hash ^ word, 0x01000193)
  return hash >>> 0
}
