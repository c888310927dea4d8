import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { afterAll, describe, expect, test } from 'vitest'
import {
  townCommunities,
  townOsm,
  townPopulation,
  townTimetable,
  writeFiles,
} from '#district/diagnosis/files/test-city.ts'
import { zipOf } from '#platform/input/zip-fixture.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'jiujing-long-'))
afterAll(() => rmSync(folder, { recursive: true }))

const LINE_BYTES = 200_000_000
const LINE = 'A'.repeat(1_000_000)

/** A file of `start`, one line of 200 MB, and `end`. */
async function longLine(name: string, start: string, end = ''): Promise<string> {
  const file = createWriteStream(join(folder, name))
  file.write(start)
  for (let written = 0; written < LINE_BYTES; written += LINE.length) {
    if (!file.write(LINE)) await once(file, 'drain')
  }
  file.end(end)
  await finished(file)
  return join(folder, name)
}

const good = writeFiles(folder, {
  'town.osm': townOsm(),
  'communities.geojson': townCommunities(),
  'population.csv': townPopulation(),
})

/** The command in a process of its own, which tells its largest memory in MB as the last line of standard error. */
function diagnoseWith(option: string, path: string) {
  const args = Object.entries({
    '--network': good['town.osm'],
    '--communities': good['communities.geojson'],
    '--population': good['population.csv'],
    '--out': join(folder, 'out'),
    [option]: path,
  }).flat()
  const tell = "process.on('exit', () => console.error(Math.round(process.resourceUsage().maxRSS / 1024)))"
  writeFileSync(join(folder, 'tell.mjs'), tell)
  const { status, stdout, stderr } = spawnSync(
    join(root, 'node_modules/.bin/node'),
    ['--import', join(folder, 'tell.mjs'), join(root, 'apps/cli/main.ts'), 'diagnose', ...args],
    { encoding: 'utf8' },
  )
  const megabytes = Number(stderr.trim().split('\n').at(-1))
  return { status, stdout, stderr, megabytes }
}

describe('a line of 200 MB', () => {
  const feed = townTimetable()
  const files: [string, string, () => Promise<string> | string, RegExp][] = [
    ['of a table', '--population', () => longLine('p.csv', 'lon,lat,population\n'), /文件过大/],
    ['of GeoJSON', '--communities', () => longLine('c.geojson', '{"type":"', '"}'), /文件过大/],
    ['of facilities', '--facilities', () => longLine('f.csv', 'id,kind\n'), /文件过大/],
    ['of a pack', '--pack', () => longLine('pack.json', '{"pack":"', '"}'), /文件过大/],
    [
      'of a map',
      '--network',
      () => longLine('n.osm', '<osm><node id="1" lon="1" lat="1"><tag k="a" v="', '"/></node></osm>'),
      /超过 .*，文件可能已损坏|文件过大/,
    ],
    [
      'packed in a timetable',
      '--gtfs',
      () => join(folder, writeGtfs({ ...feed, 'stops.txt': `stop_id\n${LINE.repeat(200)}` })),
      /stops\.txt.*超过 1048576/,
    ],
  ]

  test.each(files)('%s is refused, in bounded memory', async (_, option, path, said) => {
    const { status, stdout, stderr, megabytes } = diagnoseWith(option, await path())
    expect([status, stdout], stderr.slice(0, 2000)).toEqual([1, ''])
    expect(stderr).toMatch(said)
    expect(megabytes).toBeGreaterThan(50)
    expect(megabytes).toBeLessThan(500)
  })
})

function writeGtfs(tables: Record<string, string>): string {
  writeFileSync(join(folder, 'g.zip'), zipOf(tables))
  return 'g.zip'
}
