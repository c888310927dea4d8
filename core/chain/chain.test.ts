import { createHash, webcrypto } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from './canonical.ts'
import { append, EMPTY, type Hash, type Link, verify } from './chain.ts'

const sha256: Hash = (text) => createHash('sha256').update(text).digest('hex')

async function chainOf(contents: readonly Json[], start = EMPTY): Promise<Link[]> {
  const links: Link[] = []
  for (const content of contents) links.push(await append(links.at(-1) ?? start, content, sha256))
  return links
}

/** The first place, from 1, where the chains differ; `undefined` if they do not. */
function firstDifference(a: readonly Link[], b: readonly Link[]): number | undefined {
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).find(
    (i) => JSON.stringify(a[i]) !== JSON.stringify(b[i]),
  )
  return at === undefined ? undefined : at + 1
}

const contents = fc.array(fc.jsonValue() as fc.Arbitrary<Json>, { minLength: 1, maxLength: 12 })
const place = fc.nat(11)

/** Ways to spoil a chain, as one who cannot compute hashes anew would. */
const spoiling = fc.oneof(
  fc.record({ way: fc.constant('change' as const), at: place, value: fc.jsonValue() as fc.Arbitrary<Json> }),
  fc.record({ way: fc.constant('remove' as const), at: place }),
  fc.record({ way: fc.constant('insert' as const), at: place, from: place }),
  fc.record({ way: fc.constant('swap' as const), at: place, with: place }),
  fc.record({ way: fc.constant('renumber' as const), at: place, sequence: fc.nat(20) }),
  fc.record({ way: fc.constant('rehash' as const), at: place, hash: fc.string() }),
  fc.record({ way: fc.constant('relink' as const), at: place, previous: fc.string() }),
  fc.record({ way: fc.constant('cut' as const), at: place }),
)
type Spoiling = typeof spoiling extends fc.Arbitrary<infer S> ? S : never

function spoil(links: readonly Link[], act: Spoiling): Link[] {
  const spoilt = [...links]
  const i = act.at % links.length
  const link = links[i]!
  if (act.way === 'change') spoilt[i] = { ...link, content: act.value }
  if (act.way === 'remove') spoilt.splice(i, 1)
  if (act.way === 'insert') spoilt.splice(i, 0, links[act.from % links.length]!)
  if (act.way === 'renumber') spoilt[i] = { ...link, sequence: act.sequence }
  if (act.way === 'rehash') spoilt[i] = { ...link, hash: act.hash }
  if (act.way === 'relink') spoilt[i] = { ...link, previous: act.previous }
  if (act.way === 'cut') spoilt.length = i
  if (act.way === 'swap') {
    const j = act.with % links.length
    spoilt[i] = links[j]!
    spoilt[j] = link
  }
  return spoilt
}

test('a chain as it was written is sound, and ends in its last link', () =>
  fc.assert(
    fc.asyncProperty(contents, async (entries) => {
      const links = await chainOf(entries)
      const { sequence, hash } = links.at(-1)!
      expect(await verify(links, sha256, links)).toEqual({ sound: true, head: { sequence, hash } })
    }),
  ))

test('any change, removal, insertion, reordering or cut is found, at the first place it shows', () =>
  fc.assert(
    fc.asyncProperty(contents, fc.array(spoiling, { minLength: 1, maxLength: 3 }), async (entries, acts) => {
      const links = await chainOf(entries)
      const spoilt = acts.reduce((now, act) => (now.length > 0 ? spoil(now, act) : now), links)
      const verdict = await verify(spoilt, sha256, links.slice(-1))
      const place = firstDifference(links, spoilt)
      if (place === undefined) expect(verdict.sound).toBe(true)
      else expect(verdict).toMatchObject({ sound: false, sequence: place })
    }),
    { numRuns: 500 },
  ))

test('a chain computed anew from some place on is sound in itself, and given away by the head kept before', () =>
  fc.assert(
    fc.asyncProperty(contents, place, async (entries, at) => {
      const links = await chainOf(entries)
      const i = at % links.length
      const start = links[i - 1] ?? EMPTY
      const forged = [
        ...links.slice(0, i),
        ...(await chainOf([{ forged: true }, ...entries.slice(i + 1)], start)),
      ]
      expect((await verify(forged, sha256)).sound).toBe(true)
      const kept = links.slice(i)
      expect(await verify(forged, sha256, kept)).toEqual({
        sound: false,
        sequence: i + 1,
        fault: 'rewritten',
      })
    }),
  ))

test('each kind of damage is named', async () => {
  const links = await chainOf(['a', 'b', 'c'])
  const [a, b, c] = links as [Link, Link, Link]
  const fault = async (spoilt: Link[], kept: Link[] = []) => {
    const verdict = await verify(spoilt, sha256, kept)
    return verdict.sound ? 'none' : `${verdict.fault} at ${verdict.sequence}`
  }
  expect(await fault([a, { ...b, content: 'B' }, c])).toBe('changed at 2')
  expect(await fault([a, c])).toBe('missing at 2')
  expect(await fault([a, b, { ...c, previous: a.hash }])).toBe('detached at 3')
  expect(await fault([a, b], [c])).toBe('missing at 3')
  expect(await fault([a, b])).toBe('none')
})

test('a browser computes the same chain, where hashing answers later', async () => {
  const later: Hash = async (text) => {
    const digest = await webcrypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
    return Buffer.from(digest).toString('hex')
  }
  const links = await chainOf(['早', { b: 1, a: '👵' }])
  expect((await verify(links, later, links)).sound).toBe(true)
})
