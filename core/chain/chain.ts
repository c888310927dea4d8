import { canonicalJson, type Json } from './canonical.ts'

/**
 * A collision-resistant digest of a text's UTF-8 bytes, as lower-case hex. It is passed in, because SHA-256 is
 * Node's in a server and WebCrypto's, which answers later, in a browser.
 */
export type Hash = (text: string) => string | Promise<string>

/** How far a chain reaches. Whoever keeps a head elsewhere can tell later that everything up to it is unchanged. */
export interface Head {
  /** Number of links; links are numbered from 1. */
  readonly sequence: number
  /** Hash of the last link. */
  readonly hash: string
}

/** One entry in its place: `hash` covers the content, the place and the hash before, so nothing can be moved. */
export interface Link extends Head {
  readonly previous: string
  readonly content: Json
}

/** The head of a chain without links. */
export const EMPTY: Head = { sequence: 0, hash: '' }

/** The link that puts `content` behind `head`. */
export async function append(head: Head, content: Json, hash: Hash): Promise<Link> {
  const sequence = head.sequence + 1
  const previous = head.hash
  return { sequence, previous, content, hash: await hash(canonicalJson({ sequence, previous, content })) }
}

/**
 * What is wrong at a place: `missing` – another link stands where this one belongs, or none does; `detached` – the
 * link does not name the hash before it; `changed` – the content is not the one that was hashed; `rewritten` – the
 * chain is sound in itself, but it is not the one whose head was kept.
 */
export type Fault = 'missing' | 'detached' | 'changed' | 'rewritten'

export type Verdict =
  | { readonly sound: true; readonly head: Head }
  | { readonly sound: false; readonly sequence: number; readonly fault: Fault }

/**
 * Whether `links`, in their stored order, are an unbroken chain that contains every head of `kept`; if not, the first
 * place that is wrong. `from` is a head verified before: links and kept heads then follow it. Without kept heads a chain cut off at its end, or written anew from some place on, looks sound.
 */
export async function verify(
  links: Iterable<Link> | AsyncIterable<Link>,
  hash: Hash,
  kept: Iterable<Head> = [],
  from: Head = EMPTY,
): Promise<Verdict> {
  const heads = [...kept].sort((a, b) => a.sequence - b.sequence)
  let next = 0
  let head = from
  for await (const link of links) {
    const fault = await faultOf(link, head, hash)
    if (fault) return { sound: false, sequence: head.sequence + 1, fault }
    head = { sequence: link.sequence, hash: link.hash }
    for (; heads[next]?.sequence === head.sequence; next++) {
      if (heads[next]!.hash !== head.hash)
        return { sound: false, sequence: head.sequence, fault: 'rewritten' }
    }
  }
  if (next < heads.length) return { sound: false, sequence: head.sequence + 1, fault: 'missing' }
  return { sound: true, head }
}

async function faultOf(link: Link, head: Head, hash: Hash): Promise<Fault | undefined> {
  if (link.sequence !== head.sequence + 1) return 'missing'
  if (link.previous !== head.hash) return 'detached'
  return (await append(head, link.content, hash)).hash === link.hash ? undefined : 'changed'
}
