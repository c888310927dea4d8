import { basename } from 'node:path'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import type { Sentence } from '#core/language/language.ts'
import { ByteReader, openBytes } from './byte-source.ts'
import { fileKind } from './file-kind.ts'
import { InputError, type InputPlace } from './input-error.ts'
import { things } from './input-errors.ts'

/** What unpacking may cost at most: a zip of 10 kB can hold 10 GB of zeros. */
export interface ZipLimits {
  readonly entries: number
  /** Of all entries together, unpacked. */
  readonly bytes: number
}

/** An opened zip file; nothing is unpacked before a member is read. */
export interface Zip {
  readonly file: string
  /** Names with their folders. */
  readonly names: readonly string[]
  /**
   * The bytes of a member, found by its full name or else by its last part.
   *
   * @returns `undefined` if there is none
   * @throws InputError FILE_DAMAGED while reading, also when a member is larger than the zip says
   */
  read(name: string): AsyncIterable<Uint8Array> | undefined
  close(): void
}

const openOptions = { lazyEntries: true, autoClose: false } as const

/**
 * Opens a zip file and checks its list of members against the limits.
 *
 * @throws InputError FILE_UNREADABLE, FILE_EMPTY, FILE_KIND, FILE_DAMAGED, FILE_TOO_LARGE
 */
export async function openZip(
  source: string | Uint8Array,
  limits: ZipLimits,
  options: { readonly name?: string | undefined; readonly expected: string },
): Promise<Zip> {
  const { name: file, chunks } = await openBytes(source, options.name)
  const head = new ByteReader(chunks)
  const kind = fileKind(await head.peek(512))
  await head.close()
  if (kind !== 'zip') throw new InputError('FILE_KIND', { file }, { expected: options.expected, found: kind })
  const zip = await refuseDamage({ file }, () =>
    typeof source === 'string'
      ? openPromise(source, openOptions)
      : fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.length), openOptions),
  )
  try {
    const entries = await refuseDamage({ file }, () => listEntries(zip, file, limits))
    return {
      file,
      names: [...entries.keys()],
      read: (name) => {
        const entry = entries.get(name) ?? [...entries.values()].find((e) => basename(e.fileName) === name)
        return entry && readEntry(zip, entry, file)
      },
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listEntries(zip: ZipFile, file: string, limits: ZipLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let bytes = 0
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    entries.set(entry.fileName, entry)
    bytes += entry.uncompressedSize
    refuseExcess(file, things.members, entries.size, limits.entries)
    refuseExcess(file, things.unpackedBytes, bytes, limits.bytes)
  }
  return entries
}

function refuseExcess(file: string, what: Sentence, amount: number, limit: number): void {
  if (amount > limit) throw new InputError('FILE_TOO_LARGE', { file }, { what, limit })
}

/** yauzl ends a member with an error when it unpacks to more or less than the list said. */
async function* readEntry(zip: ZipFile, entry: Entry, file: string): AsyncIterable<Uint8Array> {
  const place = { file, part: entry.fileName }
  const stream = await refuseDamage(place, () => zip.openReadStreamPromise(entry))
  try {
    yield* stream
  } catch (cause) {
    throw damaged(place, cause)
  }
}

async function refuseDamage<T>(place: InputPlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof InputError ? error : damaged(place, error)
  }
}

const damaged = (place: InputPlace, cause: unknown) =>
  new InputError('FILE_DAMAGED', place, { cause: (cause as Error).message }, { cause })
