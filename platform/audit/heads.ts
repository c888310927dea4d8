import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Head } from '#core/chain/chain.ts'

/** Where the heads are kept: beside the database, not in it. */
export const headsFile = (dataDir: string) => join(dataDir, 'audit-heads.txt')

/** A head as people write it down: `1234:9f86d081…`. */
export const headText = ({ sequence, hash }: Head) => `${sequence}:${hash}`

/** @throws RangeError if the text is no head. */
export function parseHead(text: string): Head {
  const [, sequence, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text.trim()) ?? []
  if (!sequence || !hash) throw new RangeError(`not a head of the audit log: ${JSON.stringify(text)}`)
  return { sequence: Number(sequence), hash }
}

/** Adds a head to the file, one a line with the moment it was kept. */
export async function keepHead(file: string, head: Head): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await appendFile(file, `${headText(head)} ${new Date().toISOString()}\n`)
}

/** The heads kept in the file; none if there is no such file. */
export async function keptHeads(file: string): Promise<Head[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parseHead(line.split(' ')[0]!))
}
