import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { zipOf } from '#platform/input/zip-fixture.ts'
import { communityColumns, FACILITY_COLUMNS, POPULATION_COLUMNS } from './files/columns.ts'
import type { Scores } from './files/scores.ts'
import { diagnoseHere, townOsm, townTimetable, writeFiles } from './files/test-city.ts'
import { packNames, readPack } from './packs.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/diagnose-a-city.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'jiujing-docs-'))
afterAll(() => rmSync(folder, { recursive: true }))

const tables = [...page.matchAll(/^```csv (\S+)\n([^`]*)```/gm)].map(([, name, text]) => [name!, text!])
const files: Record<string, string> = writeFiles(folder, {
  ...Object.fromEntries(tables),
  'city.osm.pbf': townOsm(),
  'feed.zip': zipOf(townTimetable()),
})

test.each([...page.matchAll(/^npx jiujing diagnose (.*)$/gm)].map(([, args]) => args!))(
  'the page on diagnosing a city says a command that works: %s',
  async (line) => {
    const args = line.split(' ').map((arg) => (arg === 'result' ? join(folder, arg) : (files[arg] ?? arg)))
    const { code, stderr } = await diagnoseHere(args)
    expect(code, stderr).toBe(0)
    const scores: Scores = JSON.parse(readFileSync(join(folder, 'result/scores.json'), 'utf8'))
    expect(scores.communities.map(({ name, population }) => [name, population])).toEqual([
      ['西社区', 320],
      ['东社区', 465],
    ])
    expect(scores.population).toMatchObject({ byId: 55, withoutPlace: 55, nearest: 730 })
  },
)

test('the page names every column, pack and option', async () => {
  const columns = [
    ...communityColumns(readPack('zhejiang-33')),
    ...POPULATION_COLUMNS.filter(({ id }) => !/\d/.test(id)),
    ...FACILITY_COLUMNS,
  ]
  for (const { header } of columns) expect(page).toContain(header.zh)
  for (const { header } of columns) expect(page).toContain(`\`${header.en}\``)
  for (const pack of packNames()) expect(page).toContain(`\`${pack}\``)
  const { stdout } = await diagnoseHere(['--help'])
  for (const [option] of stdout.matchAll(/--[a-z-]+/g)) expect(page).toContain(option)
})
