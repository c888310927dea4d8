import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const BUILDS = join(ROOT, 'dist/console')
/** Earlier builds that stay, because a server that is still running serves its own. */
const KEPT = 3

/** Whatever a page may be made of. */
const SOURCES = [
  'package-lock.json',
  'apps/console/**/*',
  'platform/{ui,http,identity,workers}/**/*',
  'core/**/*.ts',
  '{foundation,mechanisms,district,scenarios}/*/{web,rules}/**/*',
  '{foundation,mechanisms,district,scenarios}/*/*.ts',
  'packs/**/*.json',
]

interface BuildOptions {
  readonly onProgress?: (line: { zh: string; en: string }) => void
}

/** The folder of the console built from these very sources; built first where it is not there yet. */
export async function buildConsole({ onProgress }: BuildOptions = {}): Promise<string> {
  const folder = join(BUILDS, checksumOfSources().slice(0, 16))
  if (existsSync(folder)) return folder
  onProgress?.({ zh: '正在生成网页 …', en: 'Building the pages …' })
  // Under a name of its own until it is whole: two may build at once, and one may be interrupted.
  const part = `${folder}.${process.pid}`
  await buildForProduction(part)
  if (existsSync(folder)) rmSync(part, { recursive: true })
  else renameSync(part, folder)
  removeOldBuilds()
  return folder
}

/** Vite asks the environment first, and that of a test says `test`: it would build React for development. */
async function buildForProduction(outDir: string): Promise<void> {
  const { build } = await import('vite')
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build({ configFile: join(ROOT, 'apps/console/vite.config.ts'), build: { outDir } })
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

function removeOldBuilds(): void {
  const age = (name: string) => statSync(join(BUILDS, name)).mtimeMs
  const newestFirst = readdirSync(BUILDS).sort((a, b) => age(b) - age(a))
  for (const name of newestFirst.slice(KEPT)) rmSync(join(BUILDS, name), { recursive: true, force: true })
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
