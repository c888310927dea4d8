import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from './input-error.ts'

/** Bytes to import, from a file or from memory, as one stream; `name` is what messages call it. */
export interface ByteSource {
  readonly name: string
  /** Total number of bytes. */
  readonly size: number
  readonly chunks: AsyncIterable<Uint8Array>
}

const CHUNK_BYTES = 1 << 18

/**
 * Opens a path or wraps bytes; nothing is read before `chunks` is iterated.
 *
 * @throws InputError FILE_UNREADABLE, FILE_EMPTY
 */
export async function openBytes(source: string | Uint8Array, name?: string): Promise<ByteSource> {
  if (typeof source !== 'string') return wrapBytes(source, name ?? 'upload')
  const file = name ?? basename(source)
  const size = await sizeOfFile(source, file)
  if (size === 0) throw new InputError('FILE_EMPTY', { file })
  return { name: file, size, chunks: createReadStream(source, { highWaterMark: CHUNK_BYTES }) }
}

async function sizeOfFile(path: string, file: string): Promise<number> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw new Error('not a file')
    return found.size
  } catch (cause) {
    throw new InputError('FILE_UNREADABLE', { file }, { cause: (cause as Error).message }, { cause })
  }
}

function wrapBytes(bytes: Uint8Array, file: string): ByteSource {
  if (bytes.length === 0) throw new InputError('FILE_EMPTY', { file })
  return { name: file, size: bytes.length, chunks: sliced(bytes) }
}

async function* sliced(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES)
}

/** Reads a stream in pieces of wanted length. */
export class ByteReader {
  /** Bytes taken so far. */
  position = 0
  readonly #chunks: AsyncIterator<Uint8Array>
  #held: Uint8Array = new Uint8Array(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** The next bytes without taking them: `length`, or fewer at the end of the stream. */
  async peek(length: number): Promise<Uint8Array> {
    const pieces = [this.#held]
    let total = this.#held.length
    while (total < length) {
      const { done, value } = await this.#chunks.next()
      if (done) break
      pieces.push(value)
      total += value.length
    }
    if (pieces.length > 1) this.#held = Buffer.concat(pieces, total)
    return this.#held.subarray(0, length)
  }

  /** The next `length` bytes, or fewer at the end of the stream. */
  async take(length: number): Promise<Uint8Array> {
    const taken = await this.peek(length)
    this.#held = this.#held.subarray(taken.length)
    this.position += taken.length
    return taken
  }

  /** Everything not taken yet, as it comes. */
  async *rest(): AsyncIterable<Uint8Array> {
    try {
      if (this.#held.length > 0) yield this.#advance(this.#held)
      for (;;) {
        const { done, value } = await this.#chunks.next()
        if (done) return
        yield this.#advance(value)
      }
    } finally {
      await this.close()
    }
  }

  /** Releases the file. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }

  #advance(chunk: Uint8Array): Uint8Array {
    this.position += chunk.length
    return chunk
  }
}
