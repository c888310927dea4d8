import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zipOf } from '#platform/input/zip-fixture.ts'
import { readTable } from '#platform/spreadsheet/read-table.ts'
import type { HomeCells } from './files/homes.ts'
import type { Scores } from './files/scores.ts'
import {
  diagnoseHere,
  type Ended,
  jiujing,
  townCommunities,
  townOsm,
  townPopulation,
  townTimetable,
  writeFiles,
} from './files/test-city.ts'

const folder = mkdtempSync(join(tmpdir(), 'jiujing-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const town = writeFiles(folder, {
  'town.osm': townOsm(),
  'communities.geojson': townCommunities(),
  'population.csv': townPopulation(),
  'gcj.geojson': townCommunities('GCJ-02'),
  'gcj.csv': townPopulation('GCJ-02'),
  'gtfs.zip': zipOf(townTimetable()),
})
const argsOf = (changes: Record<string, string> = {}) =>
  Object.entries({
    '--network': town['town.osm'],
    '--communities': town['communities.geojson'],
    '--population': town['population.csv'],
    '--pack': 'gb50180-circles',
    '--out': join(folder, 'out'),
    ...changes,
  }).flat()
const diagnose = (changes: Record<string, string> = {}) => jiujing(['diagnose', ...argsOf(changes)])
const json = (out: string, file: string) => JSON.parse(readFileSync(join(folder, out, file), 'utf8'))

describe('a town of files', () => {
  let ended: Ended
  let scores: Scores
  beforeAll(async () => {
    ended = await diagnose({ '--gtfs': town['gtfs.zip'] })
    scores = json('out', 'scores.json')
  })

  test('ends with 0, the folder alone on standard output and the progress on standard error', () => {
    expect(ended.stderr).toContain('100 % 完成  done')
    expect([ended.code, ended.stdout]).toEqual([0, `${join(folder, 'out')}\n`])
  })

  test('counts the people of each polygon, the streets and the facilities', () => {
    expect(scores.communities.map(({ id, name, population }) => [id, name, population])).toEqual([
      ['W', '西社区', 500],
      ['E', '东社区', 500],
    ])
    expect(scores.network).toMatchObject({ file: 'town.osm', nodes: 117, edges: 216, islandNodes: 0 })
    expect(scores.population).toMatchObject({ people: 1000, inArea: 1000, outside: 0, offStreet: 0 })
    expect(scores.facilities).toMatchObject({ from: 'map', count: 5, timetables: ['gtfs.zip'], stops: 2 })
  })

  test('scores are ranges with a value, a threshold and evidence for every indicator', () => {
    const [west, east] = scores.communities
    expect(west!.score[0]).toBeLessThan(west!.score[1]!)
    expect(east!.indicators.find(({ id }) => id === 'gb-19')).toMatchObject({
      unit: 'share',
      met: false,
      evidence: { from: 'streets', facilities: ['gtfs.zip/S1'], missing: [] },
    })
  })

  test('scores.json follows its published schema', () => {
    const path = join(import.meta.dirname, '../../docs/scores.schema.json')
    const validate = new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(path, 'utf8')))
    expect(validate(scores), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...scores, communities: [{ id: 1 }] })).toBe(false)
  })

  test('people are mapped in sums of at least ten, which give all but the hidden ones', () => {
    const { features } = json('out', 'homes.geojson') as HomeCells
    expect(features.every(({ properties }) => properties.people >= 10)).toBe(true)
    expect(features.reduce((sum, { properties }) => sum + properties.people, 0)).toBe(1000)
    expect(features[0]!.properties.convenience_store_m).toBeGreaterThan(0)
  })

  test('the workbook has a row for each community', async () => {
    const { rows } = await readTable('scores.xlsx', readFileSync(join(folder, 'out/scores.xlsx')))
    expect(rows.map(({ cells }) => cells[0])).toEqual(['W', 'E'])
  })

  test('the report is one file that names every community and loads nothing', () => {
    const report = readFileSync(join(folder, 'out/report.html'), 'utf8')
    expect(report).toContain('西社区')
    expect(report).toMatch(/class="water" d="M/)
    expect(report).not.toMatch(/(?:src|href)="(?!#)|url\((?!#)|@import|<script/)
  })

  test('a second run writes the same', async () => {
    await diagnose({ '--gtfs': town['gtfs.zip'], '--out': join(folder, 'again') })
    for (const file of ['scores.json', 'homes.geojson', 'report.html'])
      expect(readFileSync(join(folder, 'again', file)), file).toEqual(readFileSync(join(folder, 'out', file)))
  })

  test('tables in GCJ-02 give the same scores once that is said; until then they are refused', async () => {
    const silent = await diagnose({ '--population': town['gcj.csv'] })
    expect([silent.code, silent.stdout]).toEqual([1, ''])
    expect(silent.stderr).toMatch(/请用 --datum 说明坐标系（GCJ-02 或 WGS84）/)
    const out = join(folder, 'gcj')
    const said = await diagnose({
      '--population': town['gcj.csv'],
      '--communities': town['gcj.geojson'],
      '--gtfs': town['gtfs.zip'],
      '--datum': 'GCJ-02',
      '--out': out,
    })
    expect(said.code, said.stderr).toBe(0)
    const found: Scores = json('gcj', 'scores.json')
    expect(found.datum).toEqual({ name: 'GCJ-02', stated: true })
    expect(found.communities.map(({ score, population }) => [score, population])).toEqual(
      scores.communities.map(({ score, population }) => [score, population]),
    )
  })
})

describe('what cannot be used is said in both languages', () => {
  test.each<[string, string[], RegExp]>([
    ['nothing', [], /--network, --communities, --population, --out: 必须给出/],
    ['an unknown option', argsOf({ '--speed': '3' }), /--speed/],
    ['a speed of zero', argsOf({ '--walking-speed': '0' }), /20–200 m\/min/],
    ['an unknown datum', argsOf({ '--datum': 'Beijing54' }), /WGS84 \| CGCS2000 \| GCJ-02 \| BD-09/],
    ['an unknown pack', argsOf({ '--pack': 'none' }), /zhejiang-33 \| FILE/],
    ['an unknown language', argsOf({ '--language': 'pt' }), /zh \| en/],
    ['a file as folder', argsOf({ '--out': town['town.osm'] }), /不是文件夹 {2}is not a folder/],
  ])('%s: exit code 2, with the usage', async (_, args, said) => {
    const { code, stdout, stderr } = await diagnoseHere(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
    expect(stderr).toContain('jiujing diagnose --network')
  })

  test('a file that is not there: exit code 1, nothing on standard output', async () => {
    const { code, stdout, stderr } = await diagnose({ '--population': join(folder, 'no.csv') })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/no\.csv：文件无法读取.*\nno\.csv: the file cannot be read/)
  })

  test('--help prints the usage on standard output', async () => {
    const { code, stdout } = await diagnoseHere(['--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('--walking-speed 75')
  })
})
