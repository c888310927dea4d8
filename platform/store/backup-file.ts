import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { codeOf, StoreError } from './refusal.ts'

/**
 * A backup is one file: this line, a zstd stream of records one a line, and the SHA-256 of all bytes before it.
 * A record is a JSON object that opens or closes a part, or a line of the part that is open.
 */
const MAGIC = 'JIUJING-BACKUP '
const FORMAT = 1
const HEADER = Buffer.from(`${MAGIC}${FORMAT}\n`)
const DIGEST_BYTES = 32

/** Writes the records as a backup file that appears whole or not at all; returns the SHA-256 it ends with. */
export async function writeBackupFile(path: string, records: AsyncIterable<string>): Promise<string> {
  const draft = `${path}.draft-${process.pid}`
  const hash = createHash('sha256')
  try {
    const sink = createWriteStream(draft, { mode: 0o600, flush: true })
    await pipeline(Readable.from(inPieces(records)), createZstdCompress(), framed(hash), sink)
    await rename(draft, path)
    return hash.digest('hex')
  } finally {
    await rm(draft, { force: true })
  }
}

const PIECE = 1 << 16

/** Lines put together to pieces worth a call of the compressor. */
async function* inPieces(records: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece = ''
  for await (const record of records) {
    piece += `${record}\n`
    if (piece.length < PIECE) continue
    yield Buffer.from(piece)
    piece = ''
  }
  yield Buffer.from(piece)
}

function framed(hash: Hash) {
  return async function* (compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of withHeader(compressed)) {
      hash.update(chunk)
      yield chunk
    }
    yield hash.copy().digest()
  }
}

async function* withHeader(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield HEADER
  yield* compressed
}

/**
 * Reads the whole file once and returns the SHA-256 it ends with.
 *
 * @throws StoreError if it is absent, no backup, of a newer format, cut short, or changed in any byte.
 */
export async function verifyBackupFile(path: string): Promise<string> {
  const end = (await sizeOf(path)) - DIGEST_BYTES
  await refuseOtherFormat(path)
  if (end <= HEADER.length) throw damaged(path)
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { end: end - 1 }), hash)
  const expected = await readAt(path, end, DIGEST_BYTES)
  const found = hash.digest()
  if (!found.equals(expected)) throw damaged(path)
  return found.toString('hex')
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause
    throw new StoreError({ zh: `没有文件 ${path}。`, en: `The file ${path} is not there.` }, { cause })
  }
}

function damaged(path: string): StoreError {
  return new StoreError({
    zh: `${path} 已损坏或不完整,没有恢复任何内容。`,
    en: `${path} is damaged or cut short; nothing was restored.`,
  })
}

async function refuseOtherFormat(path: string): Promise<void> {
  const start = (await readAt(path, 0, 40)).toString('latin1')
  const format = new RegExp(`^${MAGIC}(\\d{1,9})\n`).exec(start)?.[1]
  if (format === undefined) {
    throw new StoreError({ zh: `${path} 不是本系统的备份文件。`, en: `${path} is not a backup of Jiujing.` })
  }
  if (Number(format) === FORMAT) return
  throw new StoreError({
    zh: `${path} 的备份格式为 ${format},本版本只能读取 ${FORMAT},请升级程序。`,
    en: `${path} has backup format ${format}, and this version reads ${FORMAT}: upgrade the program.`,
  })
}

async function readAt(path: string, position: number, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The records of a verified backup file, one after the other. */
export async function* readBackupFile(path: string): AsyncGenerator<string> {
  const { size } = await stat(path)
  const source = createReadStream(path, { start: HEADER.length, end: size - DIGEST_BYTES - 1 })
  const stream = createZstdDecompress()
  const done = pipeline(source, stream)
  // The loop below meets the same error on the stream; this only keeps it from being called unhandled.
  done.catch(() => {})
  let open: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      open.push(chunk.subarray(start, end))
      yield Buffer.concat(open).toString()
      open = []
      start = end + 1
    }
    open.push(chunk.subarray(start))
  }
  await done
}
