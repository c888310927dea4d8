import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const OUT = join(ROOT, 'dist/console')
const STAMP = join(OUT, 'built-from')

/** Whatever a page may be made of. */
const SOURCES = [
  'package-lock.json',
  'apps/console/**/*',
  'platform/{ui,http,identity}/**/*',
  'core/**/*.ts',
  '{foundation,mechanisms,district,scenarios}/*/{web,rules}/**/*',
  '{foundation,mechanisms,district,scenarios}/*/*.ts',
  'packs/**/*.json',
]

interface BuildOptions {
  readonly onProgress?: (line: { zh: string; en: string }) => void
}

/** The folder of the built console; built first unless it is there from these very sources. */
export async function buildConsole({ onProgress }: BuildOptions = {}): Promise<string> {
  const sources = checksumOfSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return OUT
  onProgress?.({ zh: '正在生成网页 …', en: 'Building the pages …' })
  const { build } = await import('vite')
  await build({ configFile: join(ROOT, 'apps/console/vite.config.ts') })
  writeFileSync(STAMP, sources)
  return OUT
}

function checksumOfSources(): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort())
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}
