import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { MapData } from '#core/geo/map-data.ts'
import { ByteReader, openBytes } from '#platform/input/byte-source.ts'
import { fileKind } from '#platform/input/file-kind.ts'
import { InputError } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import { MapBuilder } from './map-builder.ts'
import { type ReadProgress, readPbf } from './pbf.ts'
import { readOsmXml } from './xml.ts'

export interface ReadOsmOptions {
  /** What messages call the file; default is the last part of the path, or `upload`. */
  readonly name?: string
  /** Called with the share of the file's bytes read so far, 0 to 1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

/**
 * Reads an OpenStreetMap extract, `.osm.pbf`, `.osm` (XML) or either of them gzipped, told apart by content.
 * The file is read as a stream; what is held is the result and one block.
 *
 * @throws InputError if it is no such file or damaged; the reason of `signal` when aborted
 */
export async function readOsm(source: string | Uint8Array, options: ReadOsmOptions = {}): Promise<MapData> {
  const { name: file, size, chunks } = await openBytes(source, options.name)
  const builder = new MapBuilder()
  let read = 0
  const packed = new ByteReader(
    counted(chunks, (length) => {
      read += length
    }),
  )
  const isGzip = fileKind(await packed.peek(2)) === 'gzip'
  const reader = isGzip ? new ByteReader(gunzip(packed.rest(), file)) : packed
  const progress = { signal: options.signal, onBlock: () => options.onProgress?.(read / size) }
  try {
    await readByKind(reader, file, builder, progress)
  } finally {
    await reader.close()
  }
  if (builder.nodeCount === 0) throw new InputError('NOTHING_INSIDE', { file }, { what: things.nodes })
  return builder.finish()
}

async function readByKind(reader: ByteReader, file: string, builder: MapBuilder, progress: ReadProgress) {
  const head = await reader.peek(512)
  if (head.length === 0) throw new InputError('FILE_EMPTY', { file })
  const kind = fileKind(head)
  if (kind === 'osm.pbf') await readPbf(reader, file, builder, progress)
  else if (kind === 'xml') await readOsmXml(reader.rest(), file, builder, progress)
  else throw new InputError('FILE_KIND', { file }, { expected: '.osm.pbf / .osm / .osm.gz', found: kind })
}

async function* counted(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void) {
  for await (const chunk of chunks) {
    count(chunk.length)
    yield chunk
  }
}

async function* gunzip(chunks: AsyncIterable<Uint8Array>, file: string): AsyncIterable<Uint8Array> {
  try {
    yield* pipeline(Readable.from(chunks, { objectMode: false }), createGunzip(), () => {})
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'Z_BUF_ERROR') throw new InputError('FILE_TRUNCATED', { file }, {}, { cause })
    if (code?.startsWith('Z_')) throw new InputError('FILE_DAMAGED', { file }, { cause: message }, { cause })
    throw cause
  }
}
