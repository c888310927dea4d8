import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepareNetwork } from '#core/reach/network.ts'
import { saveNetwork } from '#core/reach/saved.ts'
import { walkingGraph } from '#core/reach/walking.ts'
import { InputError } from '#platform/input/input-error.ts'
import { readOsm } from '#platform/osm/read.ts'
import { assembleCity } from './files/city.ts'
import { COMMUNITY_COLUMNS, POPULATION_COLUMNS } from './files/columns.ts'
import { facilitiesOfMap, facilitiesOfTable, stopsOf } from './files/found-facilities.ts'
import { homesGeoJson } from './files/homes.ts'
import { progressBar } from './files/progress.ts'
import { reportHtml } from './files/report.ts'
import type { Language } from './files/report-words.ts'
import { type Scores, scoresOf } from './files/scores.ts'
import { RejectedRows, readBytes, readRows } from './files/tables.ts'
import { checkedPack, packNames, readDictionary, readPack } from './packs.ts'
import { compilePack } from './rules/compile.ts'
import { diagnose } from './rules/engine.ts'
import type { Pack } from './rules/pack-schema.ts'
import { classesOf, type Run } from './runs.ts'
import { diagnosisWorkbook } from './views/workbook.ts'

const USAGE = `jiujing diagnose --network city.osm.pbf --communities c.geojson|csv --population p.csv|geojson --out DIR
  [--facilities f.csv|geojson|xlsx]   设施表;默认取地图标签  facilities; the tags of the map by default
  [--gtfs feed.zip]                   公交时刻表,可多次给出  timetable; may be given several times
  [--pack NAME|FILE]                  指标包,默认 zhejiang-33  indicator pack: ${packNames().join(', ')}
  [--walking-speed 75]                步行速度,米/分钟  m/min
  [--language zh|en]                  报告语言,默认 zh  language of the report`

const OPTIONS = {
  network: { type: 'string' },
  communities: { type: 'string' },
  population: { type: 'string' },
  facilities: { type: 'string' },
  gtfs: { type: 'string', multiple: true },
  pack: { type: 'string', default: 'zhejiang-33' },
  'walking-speed': { type: 'string', default: '75' },
  language: { type: 'string', default: 'zh' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Wanted = ReturnType<typeof parse>

/** Something the caller typed that cannot be used. */
class UsageError extends Error {}

function parse(args: string[]) {
  const { values } = parseArgs({ args, options: OPTIONS })
  const { network, communities, population, out } = values
  const speed = Number(values['walking-speed'])
  if (!network || !communities || !population || !out) {
    throw new UsageError('--network, --communities, --population, --out: 必须给出  must be given')
  }
  if (!(speed >= 20 && speed <= 200))
    throw new UsageError(`--walking-speed ${values['walking-speed']}: 20–200 m/min`)
  if (values.language !== 'zh' && values.language !== 'en')
    throw new UsageError(`--language ${values.language}: zh | en`)
  return { ...values, network, communities, population, out, speed, language: values.language as Language }
}

/**
 * `jiujing diagnose`: a city from files to scores.json, scores.xlsx, homes.geojson and report.html, without a database.
 *
 * @returns the exit code: 0 done, 1 a file cannot be used, 2 wrong usage.
 */
export async function diagnoseCommand(args: string[]): Promise<number> {
  try {
    if (args.includes('--help') || args.includes('-h')) console.log(USAGE)
    else await diagnoseFiles(parse(args))
    return 0
  } catch (error) {
    if (error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      console.error(`${(error as Error).message}\n\n${USAGE}`)
      return 2
    }
    if (error instanceof InputError) console.error(`\n${error.describe('zh')}\n${error.describe('en')}`)
    else if (error instanceof RejectedRows) printRejected(error)
    else throw error
    return 1
  }
}

const SHOWN_PROBLEMS = 20

function printRejected({ problems }: RejectedRows): void {
  console.error(
    `\n${problems.length} 处错误,没有计算任何结果。  ${problems.length} faults; nothing was computed.`,
  )
  for (const { file, row, field, reason } of problems.slice(0, SHOWN_PROBLEMS)) {
    console.error(`  ${file}:${row ?? ''} ${field ?? ''}: ${reason.zh}  ${reason.en}`)
  }
  if (problems.length > SHOWN_PROBLEMS) console.error(`  … ${problems.length - SHOWN_PROBLEMS} more`)
}

async function diagnoseFiles(wanted: Wanted): Promise<void> {
  const bar = progressBar(process.stderr)
  const dictionary = readDictionary()
  const pack = await packOf(wanted.pack)
  bar.step('读取表格', 'Reading the tables', 0)
  const communities = await readRows(wanted.communities, COMMUNITY_COLUMNS)
  const population = await readRows(wanted.population, POPULATION_COLUMNS)
  const listed = wanted.facilities ? await facilitiesOfTable(wanted.facilities) : undefined
  const stops = (await Promise.all((wanted.gtfs ?? []).map(stopsOf))).flat()
  bar.step('读取路网', 'Reading the street map', 0.15)
  const map = await readOsm(wanted.network)
  bar.step('准备路网', 'Preparing the network', 0.4)
  const graph = walkingGraph(map)
  const network = prepareNetwork(graph)
  bar.step('放置住户与设施', 'Placing homes and facilities', 0.7)
  // A timetable knows better which stops are served than the tags of a map.
  const found = (listed ?? facilitiesOfMap(map)).filter(
    ({ kind }) => stops.length === 0 || (kind !== 'bus_stop' && kind !== 'metro_station'),
  )
  const city = assembleCity({
    map,
    network,
    communities,
    population,
    facilities: [...found, ...stops],
    pack,
    files: { communities: basename(wanted.communities), population: basename(wanted.population) },
  })
  bar.step('计算得分', 'Scoring', 0.8)
  const compiled = compilePack(pack, dictionary, wanted.speed)
  const diagnosis = diagnose(compiled, city.inputs)
  const run: Run = {
    stored: storedRun(pack, wanted, saveNetwork(network)),
    compiled,
    diagnosis,
    gathered: city.gathered,
    classes: classesOf(diagnosis),
  }
  bar.step('写出结果', 'Writing the results', 0.9)
  const files = {
    network: {
      file: basename(wanted.network),
      nodes: network.lon.length,
      edges: network.edgeLength.length,
      islandNodes: graph.islands.nodes,
    },
    population: { ...city.population, file: basename(wanted.population) },
  }
  await writeResults(wanted, run, scoresOf(run, files), city.outlines)
  bar.done()
  console.log(wanted.out)
}

/** A pack by name, or from a file of its own. */
async function packOf(name: string): Promise<Pack> {
  if (packNames().includes(name)) return readPack(name)
  if (!existsSync(name)) throw new UsageError(`--pack ${name}: ${packNames().join(' | ')} | FILE`)
  const text = new TextDecoder().decode(await readBytes(name))
  try {
    return checkedPack(JSON.parse(text), name, readDictionary())
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function storedRun(pack: Pack, { speed }: Wanted, network: Uint8Array): Run['stored'] {
  const today = new Date()
  return {
    runId: '',
    pack: pack.pack,
    packVersion: pack.version,
    packContent: pack,
    walkingSpeed: speed,
    asOf: today.toISOString().slice(0, 10),
    computedAt: today,
    network: createHash('sha256').update(network).digest('hex'),
    mark: '',
    inputsSha256: '',
    resultsSha256: '',
    generated: false,
  }
}

async function writeResults(
  { out, language }: Wanted,
  run: Run,
  scores: Scores,
  outlines: Parameters<typeof reportHtml>[1],
) {
  await mkdir(out, { recursive: true })
  await writeFile(join(out, 'scores.json'), JSON.stringify(scores, null, 1))
  await writeFile(join(out, 'scores.xlsx'), await diagnosisWorkbook(run, language))
  await writeFile(join(out, 'homes.geojson'), JSON.stringify(homesGeoJson(run)))
  await writeFile(join(out, 'report.html'), reportHtml(run, outlines, language))
}
