import { createHash } from 'node:crypto'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { DATUMS } from '#core/geo/datum.ts'
import { prepareNetwork } from '#core/reach/network.ts'
import { saveNetwork } from '#core/reach/saved.ts'
import { walkingGraph } from '#core/reach/walking.ts'
import { InputError } from '#platform/input/input-error.ts'
import { readOsm } from '#platform/osm/read.ts'
import { assembleCity } from '../files/city.ts'
import { communityColumns, POPULATION_COLUMNS } from '../files/columns.ts'
import { facilitiesOfMap, facilitiesOfTable, stopsOf, withStops } from '../files/found-facilities.ts'
import { homesGeoJson } from '../files/homes.ts'
import { packOf } from '../files/own-pack.ts'
import { progressBar } from '../files/progress.ts'
import { faultLines, Refusal, refuse } from '../files/refusal.ts'
import { reportHtml } from '../files/report.ts'
import type { Language } from '../files/report-words.ts'
import { scoresOf } from '../files/scores.ts'
import { readRows } from '../files/tables.ts'
import { packNames, readDictionary } from '../packs.ts'
import { compilePack } from '../rules/compile.ts'
import { diagnose } from '../rules/engine.ts'
import { classesOf } from '../rules/maturity.ts'
import type { Pack } from '../rules/pack-schema.ts'
import type { Run } from '../runs.ts'
import { diagnosisWorkbook } from '../views/workbook.ts'

const USAGE = `jiujing diagnose --network city.osm.pbf --communities c.geojson|csv --population p.csv|geojson --out DIR
  [--facilities f.csv|geojson|xlsx]   设施表，默认取地图标签  facilities; the tags of the map by default
  [--gtfs feed.zip]                   公交时刻表，可多次给出  timetable; may be given several times
  [--pack NAME|FILE]                  指标包，默认 zhejiang-33  indicator pack: ${packNames().join(', ')}
  [--walking-speed 75]                步行速度，米/分钟  m/min
  [--datum ${DATUMS.join('|')}]
                                      各表坐标系，默认 WGS84  of the tables; WGS84 by default
  [--language zh|en]                  报告语言，默认 zh  language of the report`

const OPTIONS = {
  network: { type: 'string' },
  communities: { type: 'string' },
  population: { type: 'string' },
  facilities: { type: 'string' },
  gtfs: { type: 'string', multiple: true },
  pack: { type: 'string', default: 'zhejiang-33' },
  'walking-speed': { type: 'string', default: '75' },
  datum: { type: 'string' },
  language: { type: 'string', default: 'zh' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Wanted = ReturnType<typeof parse>
type Progress = ReturnType<typeof progressBar>

/** Something the caller typed that cannot be used. */
class UsageError extends Error {}

function parse(args: string[]) {
  const { values } = parseArgs({ args, options: OPTIONS })
  const { network, communities, population, out } = values
  const speed = Number(values['walking-speed'])
  if (!network || !communities || !population || !out)
    throw new UsageError('--network, --communities, --population, --out: 必须给出  must be given')
  if (!(speed >= 20 && speed <= 200))
    throw new UsageError(`--walking-speed ${values['walking-speed']}: 20–200 m/min`)
  const datum = DATUMS.find((name) => name === (values.datum ?? 'WGS84'))
  if (!datum) throw new UsageError(`--datum ${values.datum}: ${DATUMS.join(' | ')}`)
  if (values.language !== 'zh' && values.language !== 'en')
    throw new UsageError(`--language ${values.language}: zh | en`)
  const language: Language = values.language
  const datumStated = values.datum !== undefined
  return { ...values, network, communities, population, out, speed, datum, datumStated, language }
}

/**
 * `jiujing diagnose`: a city from files to scores.json, scores.xlsx, homes.geojson and report.html, without a database.
 * Progress and messages go to standard error, the folder written to standard output.
 *
 * @returns the exit code: 0 done, 1 a file cannot be used, 2 wrong usage.
 */
export async function diagnoseCommand(args: string[]): Promise<number> {
  const progress = progressBar(process.stderr)
  try {
    if (args.includes('--help') || args.includes('-h')) console.log(USAGE)
    else console.log(await diagnoseFiles(parse(args), progress))
    return 0
  } catch (error) {
    progress.end()
    if (error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      console.error(`${(error as Error).message}\n\n${USAGE}`)
      return 2
    }
    if (!(error instanceof InputError || error instanceof Refusal)) throw error
    console.error(faultLines(error))
    return 1
  }
}

/** @returns the folder that the results are in */
async function diagnoseFiles(wanted: Wanted, progress: Progress): Promise<string> {
  const pack = await packOf(wanted.pack)
  if (!pack) throw new UsageError(`--pack ${wanted.pack}: ${packNames().join(' | ')} | FILE`)
  await checkFolder(wanted.out)
  progress.step('读取表格', 'Reading the tables', 0)
  const tables = await readTables(wanted, pack)
  progress.step('读取路网', 'Reading the street map', 0.15)
  const map = await readOsm(wanted.network, { onProgress: (share) => progress.move(0.15 + 0.25 * share) })
  progress.step('准备路网', 'Preparing the network', 0.4)
  const graph = walkingGraph(map)
  if (graph.edgeLength.length === 0) throw withoutStreets(wanted.network)
  const network = prepareNetwork(graph)
  progress.step('放置住户与设施', 'Placing homes and facilities', 0.7)
  const found = tables.facilities ?? facilitiesOfMap(map)
  const facilities = withStops(found, tables.stops)
  const city = assembleCity({
    ...tables,
    map,
    network,
    facilities,
    pack,
    datumStated: wanted.datumStated,
    files: namesOf(wanted),
  })
  progress.step('计算得分', 'Scoring', 0.8)
  const compiled = compilePack(pack, readDictionary(), wanted.speed)
  const diagnosis = diagnose(compiled, city.inputs)
  const stored = storedRun(pack, wanted.speed, saveNetwork(network))
  const classes = classesOf(compiled.pack.maturity, diagnosis.scores)
  const run: Run = { stored, compiled, diagnosis, gathered: city.gathered, classes }
  progress.step('写出结果', 'Writing the results', 0.9)
  const scores = scoresOf(run, {
    network: {
      file: basename(wanted.network),
      sha256: stored.network,
      nodes: network.lon.length,
      edges: network.edgeLength.length,
      islandNodes: graph.islands.nodes,
    },
    population: { file: basename(wanted.population), ...city.population },
    facilities: {
      file: namesOf(wanted).facilities,
      from: tables.facilities ? 'table' : 'map',
      count: facilities.length,
      timetables: (wanted.gtfs ?? []).map((path) => basename(path)),
      stops: tables.stops.length,
    },
    datum: { name: wanted.datum, stated: wanted.datumStated },
  })
  await mkdir(wanted.out, { recursive: true })
  const write = (file: string, content: string | Uint8Array) => writeFile(join(wanted.out, file), content)
  const homes = homesGeoJson(run)
  await write('scores.json', JSON.stringify(scores, null, 1))
  await write('scores.xlsx', await diagnosisWorkbook(run, wanted.language))
  await write('homes.geojson', JSON.stringify(homes))
  await write(
    'report.html',
    reportHtml({ run, scores, homes, map, communities: city.communities }, wanted.language),
  )
  progress.step('完成', 'done', 1)
  progress.end()
  return wanted.out
}

async function readTables(wanted: Wanted, pack: Pack) {
  const { datum } = wanted
  const stops = await Promise.all((wanted.gtfs ?? []).map(stopsOf))
  return {
    communities: await readRows(wanted.communities, communityColumns(pack), datum),
    population: await readRows(wanted.population, POPULATION_COLUMNS, datum),
    facilities: wanted.facilities ? await facilitiesOfTable(wanted.facilities, datum) : undefined,
    stops: stops.flat(),
  }
}

const namesOf = ({ communities, population, facilities, network }: Wanted) => ({
  communities: basename(communities),
  population: basename(population),
  facilities: basename(facilities ?? network),
})

/** Said at once, not after the computation. @throws UsageError */
async function checkFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found && !found.isDirectory()) throw new UsageError(`--out ${path}: 不是文件夹  is not a folder`)
}

const withoutStreets = (path: string) =>
  refuse(basename(path), '没有可以步行的街道', 'the map has no street to walk on')

/** What the views of a stored run name; nothing is stored here. */
function storedRun(pack: Pack, walkingSpeed: number, network: Uint8Array): Run['stored'] {
  const today = new Date()
  return {
    runId: '',
    pack: pack.pack,
    packVersion: pack.version,
    packContent: pack,
    walkingSpeed,
    asOf: today.toISOString().slice(0, 10),
    computedAt: today,
    network: createHash('sha256').update(network).digest('hex'),
    mark: '',
    inputsSha256: '',
    resultsSha256: '',
    generated: false,
  }
}
