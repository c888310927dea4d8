import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { errors as diagnosis } from '#district/diagnosis/contract.ts'
import { errors as planning } from '#district/planning/contract.ts'
import { errors as evidence } from '#foundation/evidence/contract.ts'
import { errors as place } from '#foundation/place/contract.ts'
import { errors as application } from '#mechanisms/application/contract.ts'
import { errors as audit } from '#platform/audit/contract.ts'
import { errors as http } from '#platform/http/errors.ts'
import { errors as identity } from '#platform/identity/contract.ts'
import { inputErrors } from '#platform/input/input-errors.ts'

const pages = globSync(
  ['*.md', 'docs/**/*.md', '{core,platform,foundation,mechanisms,district,apps,examples,packs}/**/*.md'],
  {
    exclude: ['**/node_modules/**'],
  },
)

const write = (page: string, text: string) => process.env.JIUJING_WRITE === '1' && writeFileSync(page, text)

test('docs/errors.md lists every code that may be refused (npm run schema rewrites it)', () => {
  const row = ([code, { zh, en, status }]: [string, { zh: string; en: string; status?: number }]) =>
    `| \`${code}\` | ${status ?? 422} | ${en} | ${zh} |`
  const tables = {
    'Any route': http,
    'Audit log': audit,
    Identity: identity,
    Places: place,
    Evidence: evidence,
    Applications: application,
    Diagnosis: diagnosis,
    Planning: planning,
  }
  const part = (title: string, table: object) =>
    `## ${title}\n\n| code | status | sentence | 中文 |\n|---|---|---|---|\n${Object.entries(table).map(row).join('\n')}\n`
  const text = [
    '# Refusals\n',
    'A refusal answers as [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem details; `code` is stable, `title`',
    'is the sentence in the language asked for, `faults` name file, row and field.\n',
    ...Object.entries(tables).map(([title, table]) => part(title, table)),
    part('Files that are read', inputErrors),
  ].join('\n')
  write('docs/errors.md', text)
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(text)
})

test('docs/sources.md lists every source that a pack names (npm run schema rewrites it)', () => {
  const packs = globSync('packs/indicators/*.json')
    .filter((file) => !file.endsWith('.schema.json'))
    .sort()
  const sources = new Map<string, { zh: string; en: string; url: string; packs: string[] }>()
  for (const file of packs) {
    const pack = JSON.parse(readFileSync(file, 'utf8'))
    for (const { id, title, url } of pack.sources) {
      const known = sources.get(id) ?? { ...title, url: url ?? '', packs: [] }
      known.packs.push(pack.pack)
      sources.set(id, known)
    }
  }
  const rows = [...sources]
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(
      ([id, { zh, en, url, packs }]) =>
        `| ${id} | ${zh} | ${en} | ${packs.join(', ')} | ${url ? `<${url}>` : ''} |`,
    )
  const text = `${SOURCES_HEAD}\n| id | 来源 | source | named by | where |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
  write('docs/sources.md', text)
  expect(readFileSync('docs/sources.md', 'utf8')).toBe(text)
})

const SOURCES_HEAD = `# Sources

Every number of policy carries a source and a grade. Many addresses are mirrors; the official text was not always seen.

| grade | meaning |
|---|---|
| O | official text seen, or an official page, via a mirror where noted |
| N | news or a secondary source seen |
| D | open data seen |
| M-h, M-m, M-l | from memory, not found in print; high, medium, low confidence |
| P | product default, not official; shown as such on every page |
`

/** Words in backticks that look like a path of this tree. */
const PATH =
  /^(?:core|platform|foundation|mechanisms|district|scenarios|packs|examples|apps|test|docs)\/[\w./-]*$/

test.each(pages)('%s: every path in backticks exists, and every link leads somewhere', (page) => {
  const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '')
  const paths = [...text.matchAll(/`([^`\s]+)`/g)].map(([, word]) => word!).filter((word) => PATH.test(word))
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link]) => link!)
  expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([])
})

test('docs/operate.md has a heading for every setting of the environment, and no other', () => {
  const sources = globSync(['{core,platform,foundation,mechanisms,district,apps}/**/*.ts'], {
    exclude: ['**/*.test.ts', '**/*.config.ts', '**/node_modules/**'],
  })
  const used = new Set(
    sources.flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(/process\.env\.((?:JIUJING_|DATABASE_URL|PORT|HOST)[A-Z_]*)/g),
      ].map(([, name]) => name!),
    ),
  )
  for (const name of ['JIUJING_TEST_PG', 'JIUJING_WRITE']) used.delete(name)
  const headings = [...readFileSync('docs/operate.md', 'utf8').matchAll(/^### `([A-Z_]+)`/gm)].map(
    ([, name]) => name!,
  )
  expect(headings.sort()).toEqual([...used].sort())
})

test('GLOSSARY.md uses every Chinese term once', () => {
  const terms = [...readFileSync('GLOSSARY.md', 'utf8').matchAll(/^\| ([^|]+) \|/gm)].map(([, term]) =>
    term!.trim(),
  )
  expect(new Set(terms).size).toBe(terms.length)
})
