import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import type { ByteReader } from '#platform/input/byte-source.ts'
import { InputError, type InputPlace } from '#platform/input/input-error.ts'
import type { MapBuilder } from './map-builder.ts'
import { checkCoordinates, checkNodeCount, checkRefCount } from './osm-checks.ts'
import { type BlockChecks, readPrimitiveBlock } from './pbf-block.ts'
import { Proto, ProtoError } from './proto.ts'

/** Limits of the format itself (fileformat.proto): they keep a damaged length from taking the memory. */
const HEADER_BYTES_MAX = 64 * 1024
const BLOB_BYTES_MAX = 32 * 1024 * 1024

const supportedFeatures = new Set(['OsmSchema-V0.6', 'DenseNodes'])
const compressions: Record<number, string> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4', 7: 'zstd' }
const inflateAsync = promisify(inflate)

export interface ReadProgress {
  /** Called after each block. */
  readonly onBlock: () => void
  readonly signal: AbortSignal | undefined
}

/**
 * Adds everything in an `.osm.pbf` stream to `builder`.
 *
 * @throws InputError with the byte at which the broken block starts
 */
export async function readPbf(
  reader: ByteReader,
  file: string,
  builder: MapBuilder,
  progress: ReadProgress,
): Promise<void> {
  // The next block is inflated on another thread while this one is decoded.
  let next = readBlob(reader, file)
  for (let blob = await next; blob; blob = await next) {
    progress.signal?.throwIfAborted()
    next = readBlob(reader, file)
    next.catch(() => {}) // rises at the `await` above; this keeps it from counting as unhandled before
    const { type, bytes, place } = blob
    refuseDamage(place, () => {
      if (type === 'OSMHeader') checkHeader(bytes, place)
      else if (type === 'OSMData') readPrimitiveBlock(bytes, builder, checksAt(place))
    })
    checkNodeCount(builder.nodeCount, place)
    progress.onBlock()
  }
}

const checksAt = (place: InputPlace): BlockChecks => ({
  node: (id, lon, lat) => checkCoordinates(lon, lat, place, id),
  way: (id, refCount) => checkRefCount(refCount, place, id),
})

interface Blob {
  readonly type: string
  readonly bytes: Uint8Array
  readonly place: InputPlace
}

/** One block, uncompressed; `undefined` at the end of the stream. */
async function readBlob(reader: ByteReader, file: string): Promise<Blob | undefined> {
  const place = { file, byte: reader.position }
  const prefix = await reader.take(4)
  if (prefix.length === 0) return undefined
  const headerLength = prefix.length === 4 ? new DataView(prefix.buffer, prefix.byteOffset).getUint32(0) : 0
  if (headerLength > HEADER_BYTES_MAX) throw damaged(place, `block header of ${headerLength} bytes`)
  const header = await takeAll(reader, headerLength, place)
  const { type, length } = refuseDamage(place, () => readBlobHeader(header))
  if (length > BLOB_BYTES_MAX) throw damaged(place, `block of ${length} bytes`)
  const body = await takeAll(reader, length, place)
  return { type, bytes: await uncompress(body, place), place }
}

async function takeAll(reader: ByteReader, length: number, place: InputPlace): Promise<Uint8Array> {
  const bytes = await reader.take(length)
  if (bytes.length < length || length === 0) throw new InputError('FILE_TRUNCATED', place)
  return bytes
}

function readBlobHeader(bytes: Uint8Array): { type: string; length: number } {
  let type = ''
  let length = 0
  for (const header = new Proto(bytes); !header.done; ) {
    const field = header.field()
    if (field === 1) type = new TextDecoder().decode(header.message().rest())
    else if (field === 3) length = header.varint()
    else header.skip()
  }
  return { type, length }
}

async function uncompress(body: Uint8Array, place: InputPlace): Promise<Uint8Array> {
  const { raw, zlib, other } = refuseDamage(place, () => readBlobFields(body))
  if (raw) return raw
  if (other) throw new InputError('COMPRESSION', place, { found: other, expected: 'zlib' })
  if (!zlib) throw damaged(place, 'block without data')
  try {
    return await inflateAsync(zlib, { maxOutputLength: BLOB_BYTES_MAX })
  } catch (cause) {
    throw damaged(place, (cause as Error).message, cause)
  }
}

function readBlobFields(body: Uint8Array): { raw?: Uint8Array; zlib?: Uint8Array; other?: string } {
  const found: { raw?: Uint8Array; zlib?: Uint8Array; other?: string } = {}
  for (const blob = new Proto(body); !blob.done; ) {
    const field = blob.field()
    if (field === 1) found.raw = blob.message().rest()
    else if (field === 3) found.zlib = blob.message().rest()
    else {
      if (compressions[field]) found.other = compressions[field]
      blob.skip()
    }
  }
  return found
}

function checkHeader(bytes: Uint8Array, place: InputPlace): void {
  for (const header = new Proto(bytes); !header.done; ) {
    if (header.field() !== 4) header.skip()
    else {
      const feature = new TextDecoder().decode(header.message().rest())
      if (!supportedFeatures.has(feature)) throw new InputError('FEATURE', place, { feature })
    }
  }
}

function refuseDamage<T>(place: InputPlace, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof ProtoError ? damaged(place, error.message, error) : error
  }
}

const damaged = (place: InputPlace, cause: string, error?: unknown) =>
  new InputError('FILE_DAMAGED', place, { cause }, { cause: error })
