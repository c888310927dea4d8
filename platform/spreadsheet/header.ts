import type { Sentence } from '#core/language/language.ts'

/** A column by the names it may have in a header. */
export interface NamedColumn {
  readonly id: string
  readonly header: Sentence
  readonly aliases?: readonly string[]
}

/** A header without what people add to it: width, case, spaces, a star for required, a bracket with the unit. */
export const headerKey = (text: string): string =>
  plain(text)
    .replace(/\([^()]*\)$/, '')
    .replace(/^\*+|\*+$/g, '')

/** What a header says in its bracket, such as a unit; empty without one. */
export const headerBracket = (text: string): string => /\(([^()]*)\)\*?$/.exec(plain(text))?.[1] ?? ''

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\u200b\ufeff]/g, '')

export const headerKeysOf = ({ id, header, aliases = [] }: NamedColumn): string[] =>
  [id, header.zh, header.en, ...aliases].map(headerKey)
