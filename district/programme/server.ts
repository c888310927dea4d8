import type { Language } from '#core/language/language.ts'
import { chinaToday } from '#foundation/evidence/rules.ts'
import { areas, mapGround } from '#foundation/place/read.ts'
import type { CalendarEntry, CalendarSource } from '#platform/calendar-feed/entry.ts'
import { handle, type Routes } from '#platform/http/server.ts'
import { inScope, type Tx } from '#platform/store/db.ts'
import { recordAttribute, withdrawAttribute } from './contract/attributes.ts'
import {
  listMilestones,
  reportMilestone,
  type StandRow,
  wallSheet,
  withdrawReport,
} from './contract/milestones.ts'
import { projectsPackage } from './contract/oc4ids.ts'
import { listPublic } from './contract/public.ts'
import { listQuotas } from './contract/quotas.ts'
import { exportProjects, listProjects, PAGE_SIZE, readProject, refuse, townMatrix } from './contract.ts'
import { selectHistory } from './queries/attributes.ts'
import * as queries from './queries/list.ts'
import { portfolioOf } from './read/portfolio.ts'
import { type Asked, milestonesOn, quotasOn } from './read/programme.ts'
import { orderOf, projectsOf, questionOf } from './read/projects.ts'
import { publicOn } from './read/public.ts'
import { milestonePack, quotaPack } from './rules/packs.ts'
import { PORTFOLIO } from './rules.ts'
import { libraryRoutes } from './server/libraries.ts'
import { packageOfProjects } from './views/oc4ids.ts'
import { projectsTable } from './views/projects-table.ts'
import { WALL_TITLE, wallPdf } from './views/wall-sheet.ts'
import * as attributes from './write/attributes.ts'
import { report, withdraw } from './write/milestones.ts'

/** A table holds at most so many projects. */
const EXPORT_MAX = 20_000
/** Zoom level of what is drawn under the wall map. */
const WALL_ZOOM = 10
/** Towns a page of the matrix. */
const TOWNS = 60

/** Everything about the programme that the server answers; `today` is the ISO day in China. */
export function programmeRoutes(today: () => string = chinaToday): Routes {
  const askedOf = ({ asOf, demo }: { asOf?: string; demo?: 'no' }): Asked => ({
    asOf: asOf ?? today(),
    withGenerated: demo !== 'no',
  })
  return [
    handle(listProjects, async ({ query }, { tx }) => {
      const asked = askedOf(query)
      const ask = await questionOf(tx, query, asked)
      const { page = 1, size = PAGE_SIZE } = query
      const counts = await queries.countParts(tx, ask)
      const known = wholeOf(ask, counts)
      const limits = { limit: size, offset: (page - 1) * size, counted: known === undefined }
      const found = await projectsOf(tx, ask, orderOf(query.sort), limits)
      // Behind the last page there is no row to carry the number.
      const total = known ?? found.total ?? (await queries.countAsked(tx, ask))
      const parts = PORTFOLIO.map((part) => ({ ...part, count: counts.get(part.part) ?? 0 }))
      const firstDay = await queries.selectFirstDay(tx, asked.withGenerated)
      return {
        asOf: asked.asOf,
        today: today(),
        firstDay,
        parts,
        total,
        page,
        size,
        projects: found.projects,
      }
    }),
    handle(exportProjects, async ({ query }, { tx }) => {
      const ask = await questionOf(tx, query, askedOf(query))
      const limits = { limit: EXPORT_MAX, offset: 0 }
      const { projects } = await projectsOf(tx, ask, orderOf(query.sort), limits)
      return await projectsTable(projects, { ...ask, ...query })
    }),
    handle(listPublic, async ({ query }, { tx }) => {
      const asked = askedOf(query)
      return { asOf: asked.asOf, ...(await publicOn(tx, asked)) }
    }),
    handle(projectsPackage, async ({ query }, { tx }) => {
      const asked = askedOf(query)
      const ask = await questionOf(tx, query, asked)
      const { projects } = await projectsOf(tx, ask, orderOf(query.sort), { limit: EXPORT_MAX, offset: 0 })
      const portfolio = await portfolioOf(tx, projects, asked, query.language ?? 'zh')
      const bytes = JSON.stringify(packageOfProjects(portfolio), null, 1)
      return { bytes, filename: `projects-${asked.asOf}.oc4ids.json` }
    }),
    handle(readProject, async ({ params, query }, { tx, caller }) => {
      const asked = askedOf(query)
      const { project, history } = await projectOn(tx, params.projectId, asked)
      return { asOf: asked.asOf, project, history, ...(await attributes.barriers(tx, caller, project)) }
    }),
    handle(recordAttribute, async ({ params, body }, { tx, caller }) => ({
      entry: await attributes.record(tx, caller, { ...params, ...body }, today()),
    })),
    handle(withdrawAttribute, async ({ params, body }, { tx, caller }) => {
      await attributes.withdraw(tx, caller, { ...params, ...body }, today())
      return {}
    }),
    handle(townMatrix, async ({ query }, { tx }) => {
      const asked = askedOf(query)
      const { page = 1 } = query
      const found = await queries.selectMatrix(tx, asked, { limit: TOWNS, offset: (page - 1) * TOWNS })
      return { asOf: asked.asOf, page, size: TOWNS, ...matrixOf(found) }
    }),
    handle(listMilestones, async ({ query }, { tx }) => {
      const asked = askedOf(query)
      const { document, soonDays } = milestonePack
      return { asOf: asked.asOf, document, soonDays, rows: await milestonesOn(tx, asked) }
    }),
    handle(wallSheet, async ({ query }, { tx }) => await wallOn(tx, askedOf(query), query)),
    handle(reportMilestone, async ({ params, body }, { tx, caller }) => ({
      reportId: await report(tx, caller, { ...params, ...body }, today()),
    })),
    handle(withdrawReport, async ({ params, body }, { tx, caller }) => {
      await withdraw(tx, caller, { ...params, ...body }, today())
      return {}
    }),
    ...libraryRoutes(today),
    handle(listQuotas, async ({ query }, { tx }) => {
      const asked = askedOf(query)
      const { note, forecastDays } = quotaPack
      return { asOf: asked.asOf, note, forecastDays, rows: await quotasOn(tx, asked) }
    }),
  ]
}

/** A project with its history, as of a day. @throws DomainError PROJECT_UNKNOWN */
async function projectOn(tx: Tx, projectId: string, asked: Asked) {
  // Also before it was known, so that its page says from when it is.
  const ask = { ...asked, asOf: '9999-12-31', held: {}, ids: [projectId] }
  const { projects } = await projectsOf(tx, ask, orderOf(), { limit: 1, offset: 0 }, asked)
  const [project] = projects
  if (!project) throw refuse('PROJECT_UNKNOWN', { projectId })
  const rows = await selectHistory(tx, project, asked)
  const history = rows.map(({ recordedOn, recordedRole, withdrawnOn, withdrawnWhy, ...row }) => ({
    ...row,
    isFuture: row.holdsFrom > asked.asOf || (recordedOn ?? '') > asked.asOf,
    recorded: recordedOn === null ? null : { on: recordedOn, role: recordedRole! },
    withdrawn:
      withdrawnOn !== null && withdrawnOn <= asked.asOf ? { on: withdrawnOn, why: withdrawnWhy! } : null,
  }))
  return { project, history }
}

async function wallOn(
  tx: Tx,
  asked: Asked,
  { paper = 'A3', language = 'zh' }: { readonly paper?: 'A3' | 'A0'; readonly language?: Language },
) {
  const ask = await questionOf(tx, {}, asked)
  const { projects } = await projectsOf(tx, ask, orderOf(), { limit: EXPORT_MAX, offset: 0 })
  const rows = await milestonesOn(tx, asked)
  const all = new Map((await areas(tx)).map((area) => [area.areaId, area]))
  const ground = await mapGround(tx, WALL_ZOOM, all.get(milestonePack.area)?.box)
  const wall = { asOf: asked.asOf, paper, language, projects, rows, areas: all }
  return {
    bytes: await wallPdf(wall, ground),
    filename: `${WALL_TITLE[language]}-${asked.asOf}-${paper}.pdf`,
  }
}

/** How many are meant, where nothing but a part is asked: the counts of the parts say it already. */
function wholeOf(ask: queries.ProjectQuestion, counts: ReadonlyMap<string, number>): number | undefined {
  const { part, q, town, settlement, list, ids, held } = ask
  if (q || town || settlement || list || ids || Object.keys(held).length > 0) return undefined
  return part ? (counts.get(part) ?? 0) : [...counts.values()].reduce((a, b) => a + b, 0)
}

function matrixOf({ towns, total, cells }: Awaited<ReturnType<typeof queries.selectMatrix>>) {
  const own = Map.groupBy(cells, ({ townId }) => townId)
  return {
    total,
    years: [...new Set(cells.map(({ year }) => year))].sort(),
    towns: towns.map(({ townId, name_zh, name_en, managed }) => {
      const counts = own.get(townId) ?? []
      return {
        ...{ townId, managed, name: { zh: name_zh, en: name_en } },
        total: counts.reduce((sum, { count }) => sum + count, 0),
        cells: counts.map(({ year, count }) => ({ year, count })),
      }
    }),
  }
}

/** What of the plan's milestones is open and the caller's own to report, on its due day. */
export const milestonesDue: CalendarSource = async (db, { rights, scope }) => {
  if (!rights.has('programme.record')) return []
  const asked = { asOf: chinaToday(), withGenerated: true }
  const rows = await inScope(db, scope, (tx) => milestonesOn(tx, asked), { readOnly: true })
  const isOwn = ({ areaId }: StandRow) => scope.write === '*' || scope.write.includes(areaId)
  return rows.filter((row) => row.state !== 'met' && isOwn(row)).map(entryOf)
}

function entryOf(row: StandRow): CalendarEntry {
  const { milestoneId, subjectKind, subjectId, subject, phrase, name, due, duePrinted, evidence } = row
  const needs = (language: 'zh' | 'en') =>
    evidence.map((one) => one[language]).join(language === 'zh' ? '、' : ', ')
  return {
    ...{ id: `${milestoneId}-${subjectId}`, day: due },
    title: { zh: `${subject.zh}：${phrase}`, en: `${subject.en}: ${name.en}` },
    text: {
      zh: `方案时限“${duePrinted}”。佐证：${needs('zh')}`,
      en: `The plan says “${duePrinted}”. Evidence: ${needs('en')}`,
    },
    path: subjectKind === 'project' ? `/projects/${subjectId}` : '/projects?view=milestones',
  }
}
