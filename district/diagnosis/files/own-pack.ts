import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { InputError } from '#platform/input/input-error.ts'
import { packNames, readDictionary, readPack } from '../packs.ts'
import { parsePack } from '../rules/pack.ts'
import type { Pack } from '../rules/pack-schema.ts'
import { Refusal } from './refusal.ts'
import { readBytes } from './tables.ts'

/**
 * A pack by name, or from a file of its own; undefined if it is neither.
 *
 * @throws InputError if the file is no JSON, Refusal naming every place where it is no pack.
 */
export async function packOf(name: string): Promise<Pack | undefined> {
  if (packNames().includes(name)) return readPack(name)
  if (!existsSync(name)) return undefined
  const file = basename(name)
  const parsed = parsePack(jsonOf(file, await readBytes(name)), readDictionary())
  if (parsed.ok) return parsed.pack
  throw new Refusal(parsed.problems.map(({ path, reason }) => ({ file, field: path, reason })))
}

function jsonOf(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    if (!(cause instanceof SyntaxError))
      throw new InputError('ENCODING', { file }, { expected: 'UTF-8' }, { cause })
    throw new InputError('SYNTAX', { file }, { cause: cause.message }, { cause })
  }
}
