import { canonicalJson, type Json } from '#core/chain/canonical.ts'
import { append, EMPTY, type Head, type Link, verify } from '#core/chain/chain.ts'
import { seededRandom } from '#core/siting/random.ts'
import { type Db, inScope, wholeScope } from '#platform/store/db.ts'
import { selectHead, selectLinks } from './queries.ts'
import { sha256 } from './seal.ts'

/** Entries that a drill is made on: the last ones of a log, and others made where it has fewer. */
const ENTRIES = 1000
const FLIPS = 200

/** What a drill found. All are found and located, or the log shows less than it says. */
export interface Drill {
  /** Entries of the copy; `own` of them are from the log, the others were made so that there are enough. */
  readonly entries: number
  readonly own: number
  /** Bytes flipped, one at a time. */
  readonly flips: number
  /** Of those, how many the copy no longer verified with, and how many it named the entry of. */
  readonly found: number
  readonly located: number
}

/**
 * Copies the end of a log, flips one byte of the copy at a time, anywhere in it, and verifies the copy each time, against
 * the head that was kept before. The log is only read. The same log and seed flip the same bytes.
 *
 * @param links the end of the log, from behind `from` on
 */
export async function drillAudit(links: readonly Link[], from: Head = EMPTY, seed = 1): Promise<Drill> {
  const copied = await lengthened(links, from)
  const bytes = Buffer.from(copied.map((link) => `${textOf(link)}\n`).join(''))
  const kept = copied.slice(-1)
  const random = seededRandom(seed)
  const draw = (bound: number) => Math.floor(random() * bound)
  const ends = endsOf(bytes)
  let [found, located] = [0, 0]
  for (let i = 0; i < FLIPS; i++) {
    const at = draw(bytes.length)
    const mask = 1 + draw(255)
    bytes[at]! ^= mask
    const verdict = await verify(readLines(bytes), sha256, kept, from)
    bytes[at]! ^= mask
    if (verdict.sound) continue
    found++
    // Of n lines that ended before the byte, it is in the next.
    if (verdict.sequence === from.sequence + 1 + ends.filter((end) => end < at).length) located++
  }
  return { entries: copied.length, own: links.length, flips: FLIPS, found, located }
}

/** A drill on the last entries of the log of a store. */
export async function drillStore(db: Db): Promise<Drill> {
  const copied = await inScope(
    db,
    wholeScope,
    async (tx) => {
      const { sequence } = await selectHead(tx)
      const links: Link[] = []
      for await (const link of selectLinks(tx, { after: sequence - ENTRIES - 1 })) links.push(link)
      return links
    },
    { readOnly: true, isolation: 'repeatable read' },
  )
  // The entry before the last thousand is the head that they follow.
  return copied.length > ENTRIES ? await drillAudit(copied.slice(1), copied[0]) : await drillAudit(copied)
}

async function lengthened(links: readonly Link[], from: Head): Promise<Link[]> {
  const copy = [...links]
  while (copy.length < ENTRIES) {
    const content = { action: 'drill', subject: `entry ${copy.length + 1}`, detail: { zh: '演练' } }
    copy.push(await append(copy.at(-1) ?? from, content, sha256))
  }
  return copy
}

/** An entry has one text only, so any other line is none. */
const textOf = ({ sequence, previous, hash, content }: Link) =>
  canonicalJson({ sequence, previous, hash, content })

function* readLines(bytes: Buffer): Generator<Link> {
  for (const line of bytes.toString().split('\n')) if (line !== '') yield linkIn(line)
}

const NONE: Link = { sequence: Number.NaN, previous: '', hash: '', content: null }

function linkIn(line: string): Link {
  try {
    const link = JSON.parse(line) as Link & { readonly [name: string]: Json }
    const isLink = Object.keys(link).join() === 'content,hash,previous,sequence'
    return isLink && canonicalJson(link) === line ? link : NONE
  } catch {
    return NONE
  }
}

const endsOf = (bytes: Buffer) => [...bytes.keys()].filter((i) => bytes[i] === 0x0a)
