import { dayOf, isoOf } from '#core/schedule/day.ts'
import type { NewAttribute } from '#district/programme/rules.ts'
import type { Project } from './district.ts'
import { cited } from './sources.ts'

const SOURCE = '演示数据生成器'

/** The day of the plan, from which attributes hold where nothing else is known. [S0] */
const PLAN_DAY = '2021-12-17'

type Said = Pick<NewAttribute, 'source' | 'grade' | 'generated'>
const INVENTED: Said = { source: SOURCE, grade: 'P', generated: true }

/** Batches of the province with the day by which each is known to have been published. [S13, S14, S16] */
const BATCHES: Readonly<Record<number, Pick<NewAttribute, 'holdsFrom' | 'source' | 'grade'>>> = {
  1: { holdsFrom: '2019-09-30', source: cited('S13'), grade: 'N' },
  2: { holdsFrom: '2020-08-31', source: cited('S14'), grade: 'N' },
  4: { holdsFrom: '2021-12-16', source: cited('S16'), grade: 'N' },
}

/** Days on which the demo publishes its lists. */
const LISTS = { mature: '2021-12-30', near: '2022-06-24', firstLater: '2023-06-20', lastLater: '2024-06-20' }
/** So many of the later projects are on the first of their two lists. */
const FIRST_LATER = 13
/** The demo's projects go from one state to the next in so many days. */
const STEP_DAYS = 150
/** States of the procedure that the demo stops at. */
const STATES = [1, 2, 3, 6, 7, 8, 10, 11, 12, 13, 14, 15]

/** Everything that is dated about a project: what is known with its source, the rest invented. */
export function historyOf(project: Project): NewAttribute[] {
  const { provenance, buildType, renewalType, maturity } = project
  const said: Said = {
    source: provenance.source ?? SOURCE,
    grade: provenance.grade ?? 'P',
    generated: provenance.generated,
  }
  const type = buildType === 'renovate' ? 'renewal' : (buildType ?? renewalType)
  const row = (attribute: NewAttribute['attribute'], value: string, holdsFrom: string, of = said) => ({
    ...{ attribute, value, holdsFrom },
    ...of,
  })
  return [
    ...listings(project),
    // Of 海创 no more is known than its list: what it is built as is invented.
    row('build-type', type, knownFrom(project), buildType ? said : { ...said, ...INVENTED }),
    ...(maturity ? [row('planned-class', maturity, PLAN_DAY, INVENTED)] : []),
    ...stages(project),
    ...(BEST[project.projectId] ? [row('best-practice', 'city', BEST[project.projectId]!, INVENTED)] : []),
  ]
}

const BEST: Readonly<Record<string, string>> = { hefeng: '2024-12-20', 'mature-01': '2025-11-28' }

const batchOf = ({ list }: Project) => (list?.level === 'province' ? BATCHES[list.batch] : undefined)
const knownFrom = (project: Project) => {
  const from = batchOf(project)?.holdsFrom ?? PLAN_DAY
  return from < PLAN_DAY ? from : PLAN_DAY
}

/** Level, batch and lists. */
function listings(project: Project): NewAttribute[] {
  const { list, provenance, projectId } = project
  const real: Said = { source: provenance.source ?? SOURCE, grade: provenance.grade ?? 'P', generated: false }
  if (!list) return inventedListing(project)
  const { holdsFrom = PLAN_DAY, ...known } = batchOf(project) ?? {}
  const of = { ...real, ...known }
  const level = list.level === 'province' ? 'provincial' : 'city'
  const rows: NewAttribute[] = [
    { attribute: 'level', value: level, holdsFrom, ...of },
    { attribute: 'batch', value: String(list.batch), holdsFrom, ...of },
  ]
  if (projectId === 'haichuang')
    // The year of the second city batch is not stated.
    return [...rows, { attribute: 'list', value: 'city-2023', holdsFrom: LISTS.near, ...INVENTED }]
  rows.push({ attribute: 'list', value: `${level}-${holdsFrom.slice(0, 4)}`, holdsFrom, ...of })
  if (projectId !== 'hefeng') return rows
  // 和丰 was in the first city batch before; on which day is not stated.
  const city = { holdsFrom: '2021-10-08', ...real, source: `${real.source}；日期为演示`, grade: 'P' }
  return [
    { attribute: 'level', value: 'city', ...city },
    { attribute: 'batch', value: '1', ...city },
    { attribute: 'list', value: 'city-2021', ...city },
    ...rows,
  ]
}

/** The demo's lists: the mature ones in 2022, the nearly mature in 2023, the later ones in two lists. */
function inventedListing({ maturity, projectId }: Project): NewAttribute[] {
  const number = Number(projectId.slice(-2))
  const [year, holdsFrom] =
    maturity === 'mature'
      ? ['2022', LISTS.mature]
      : maturity === 'near-mature'
        ? ['2023', LISTS.near]
        : number <= FIRST_LATER
          ? ['2024', LISTS.firstLater]
          : ['2025', LISTS.lastLater]
  const applied = maturity === 'mature' && number <= 7
  return [
    { attribute: 'level', value: 'city', holdsFrom, ...INVENTED },
    { attribute: 'list', value: `city-${year}`, holdsFrom, ...INVENTED },
    ...(applied
      ? [{ attribute: 'applied' as const, value: 'provincial', holdsFrom: '2022-05-25', ...INVENTED }]
      : []),
  ]
}

/** States of the procedure up to the one it is in: invented for all, since none is stated. */
function stages(project: Project): NewAttribute[] {
  const from = dayOf(project.projectId === 'hefeng' ? '2021-10-08' : knownFrom(project))
  // What is known is known of a project on a published list.
  const first = project.provenance.generated ? 1 : 7
  const rows = STATES.filter((state) => state >= first && state <= project.stage).map((state, i) => ({
    ...{ attribute: 'stage' as const, value: String(state), holdsFrom: isoOf(from + i * STEP_DAYS) },
    ...INVENTED,
  }))
  // 和丰 applied and was accepted in one.
  if (project.projectId !== 'hefeng') return rows
  const accepted = { attribute: 'stage' as const, value: '14', holdsFrom: '2021-11-29', ...INVENTED }
  return [rows[0]!, accepted, { ...accepted, value: '15', holdsFrom: '2022-12-26' }]
}
