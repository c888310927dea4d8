import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dictionary } from './rules/dictionary.ts'
import { type Dictionary, parsePack } from './rules/pack.ts'
import type { Pack } from './rules/pack-schema.ts'

const PACKS = join(import.meta.dirname, '../../packs/indicators')

const readJson = (path: string) => JSON.parse(readFileSync(join(PACKS, path), 'utf8'))

/** Facility kinds and terms of evidence that packs may name. */
export const readDictionary = (): Dictionary => dictionary

/**
 * A pack that ships with the product.
 *
 * @throws Error naming path, field and reason if it is not a valid pack.
 */
export function readPack(name: string, dictionary: Dictionary = readDictionary()): Pack {
  return checkedPack(readJson(`${name}.json`), name, dictionary)
}

/** @throws Error naming path, field and reason if `content` is not a valid pack. */
export function checkedPack(content: unknown, name: string, dictionary: Dictionary): Pack {
  const parsed = parsePack(content, dictionary)
  if (parsed.ok) return parsed.pack
  const lines = parsed.problems.map(({ path, reason }) => `${path}: ${reason.en} ${reason.zh}`)
  throw new Error(`the pack ${name} cannot be used:\n${lines.join('\n')}`)
}

/** Names of the packs that ship with the product. */
export const packNames = (): string[] =>
  readdirSync(PACKS)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
