import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** One violation per rule: the rule that must fire, the file to plant, its import. */
const PLANTS: readonly (readonly [rule: string, file: string, line: string])[] = [
  ['core-looks-down', 'core/a/a.ts', "import '#platform/osm/read.ts'"],
  ['platform-looks-down', 'platform/osm/b.ts', "import '#foundation/place/contract.ts'"],
  ['foundation-looks-down', 'foundation/place/c.ts', "import '#district/diagnosis/contract.ts'"],
  ['mechanisms-looks-down', 'mechanisms/booking/c.ts', "import '#district/diagnosis/contract.ts'"],
  ['district-and-scenarios-looks-down', 'district/diagnosis/d.ts', "import '#apps/server/main.ts'"],
  ['domains-look-down', 'foundation/place/e.ts', "import '#foundation/evidence/read.ts'"],
  [
    'programme-and-scenarios-meet-in-evidence',
    'district/diagnosis/f.ts',
    "import '#scenarios/health/read.ts'",
  ],
  ['domains-meet-at-the-door', 'district/diagnosis/g.ts', "import '#foundation/place/queries.ts'"],
  ['apps-list-domains', 'apps/server/h.ts', "import '#foundation/place/queries.ts'"],
  ['pages-import-no-server', 'district/diagnosis/web/i.ts', "import '#foundation/place/read.ts'"],
  ['pure-stays-pure', 'core/a/j.ts', "import 'node:fs'"],
  ['pure-stays-pure', 'foundation/place/contract.ts', "import 'fastify'"],
  ['rules-know-no-transport', 'foundation/place/rules.ts', "import '#platform/http/route.ts'"],
  ['only-queries-write-sql', 'foundation/place/write.ts', "import { sql } from 'kysely'\nsql`select 1`"],
  ['no-cycles', 'core/a/k.ts', "import './k2.ts'"],
  ['resolvable', 'core/a/l.ts', "import './nowhere.ts'"],
  ['declared-only', 'platform/osm/m.ts', "import 'stray-package'"],
  ['no-dev-tools-in-product', 'platform/osm/n.ts', "import 'fast-check'"],
]

/** Files that the plants import; they break no rule themselves. */
const GROUND: readonly (readonly [file: string, line: string])[] = [
  ['platform/osm/read.ts', 'export const a = 1'],
  ['platform/http/route.ts', 'export const b = 1'],
  ['foundation/place/queries.ts', "import { sql } from 'kysely'\nexport const q = sql`select 1`"],
  ['foundation/place/read.ts', "import { q } from './queries.ts'\nexport const r = q"],
  ['foundation/evidence/read.ts', "import { r } from '#foundation/place/read.ts'\nexport const e = r"],
  ['district/diagnosis/contract.ts', 'export const c = 1'],
  ['scenarios/health/read.ts', 'export const h = 1'],
  ['apps/server/main.ts', "import { e } from '#foundation/evidence/read.ts'\nexport const m = e"],
  ['core/a/k2.ts', "import './k.ts'"],
]

const CONFIG = [
  '.dependency-cruiser.cjs',
  'domains.json',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.node.json',
]

function plantedTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'jiujing-planted-'))
  for (const file of CONFIG) cpSync(file, join(root, file))
  mkdirSync(join(root, 'node_modules'))
  for (const name of ['kysely', 'fast-check', 'fastify', 'typescript'])
    symlinkSync(resolve('node_modules', name), join(root, 'node_modules', name))
  mkdirSync(join(root, 'node_modules/stray-package'))
  writeFileSync(
    join(root, 'node_modules/stray-package/package.json'),
    '{"name":"stray-package","main":"index.js"}',
  )
  writeFileSync(join(root, 'node_modules/stray-package/index.js'), '')
  for (const [file, line] of [...GROUND, ...PLANTS.map(([, file, line]) => [file, line] as const)]) {
    mkdirSync(join(root, dirname(file)), { recursive: true })
    writeFileSync(join(root, file), `${line}\n`)
  }
  return root
}

test('each layout rule catches its planted violation', { timeout: 120_000 }, () => {
  const folders = ['core', 'platform', 'foundation', 'mechanisms', 'district', 'scenarios', 'apps']
  const depcruise = resolve('node_modules/.bin/depcruise')
  const run = spawnSync(
    depcruise,
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    {
      cwd: plantedTree(),
      encoding: 'utf8',
      maxBuffer: 1e8,
    },
  )
  const { violations } = JSON.parse(run.stdout).summary as {
    violations: { from: string; rule: { name: string } }[]
  }
  const caught = violations.map(({ from, rule }) => `${rule.name} ${from}`)
  for (const [rule, file] of PLANTS) expect(caught).toContain(`${rule} ${file}`)
  const innocent = GROUND.map(([file]) => file).filter((file) => !file.startsWith('core/a/k'))
  expect(violations.filter(({ from }) => innocent.includes(from))).toEqual([])
})

test('every rule of the layout has a planted violation', () => {
  const print =
    "console.log(JSON.stringify(require('./.dependency-cruiser.cjs').forbidden.map((r) => r.name)))"
  const rules: string[] = JSON.parse(execFileSync('node', ['-e', print], { encoding: 'utf8' }))
  expect([...new Set(PLANTS.map(([rule]) => rule))].sort()).toEqual([...new Set(rules)].sort())
})
