import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { moment, oc4idsId, oc4idsPackage, period } from '#platform/oc4ids/package.ts'
import type { ProgrammeSite, Work, WorkState } from '../contract/works.ts'
import { areaName, type PrintedList, unitOf } from './printed-list.ts'

const STATUS: Readonly<Record<WorkState, string>> = {
  planned: 'identification',
  approved: 'preparation',
  building: 'implementation',
  built: 'completion',
  dropped: 'cancelled',
}
/** What is neither built, converted nor extended, such as a mobile service, has no project type there. */
const TYPE: Readonly<Record<string, string>> = {
  build: 'construction',
  convert: 'rehabilitation',
  extend: 'expansion',
}
/** Class of the facility kind → projectSector. */
const SECTOR: Readonly<Record<string, string>> = {
  governance: 'governance',
  education: 'education',
  elderly: 'health',
  health: 'health',
  culture: 'cultureSportsAndRecreation',
  commerce: 'economy',
  sport: 'cultureSportsAndRecreation',
  green: 'cultureSportsAndRecreation',
  startup: 'economy',
  transport: 'transport.urban',
  lowcarbon: 'waterAndWaste',
  safety: 'governance',
}
/** Cost category → costCategory; the rest is part of what is built. */
const COST_CATEGORY: Readonly<Record<string, string>> = { relocation: 'acquisition', 'start-up': 'operation' }

/** The list of works as a project package of the Open Contracting for Infrastructure Data Standard 0.9. */
export const packageOfWorks = (list: PrintedList): object =>
  oc4idsPackage(
    list.works.map((work) => projectOf(work, list)),
    list.language,
    list.at,
  )

function projectOf(work: Work, list: PrintedList): object {
  // A unit has no code; it is told apart by its name.
  const party = { id: unitOf(work, list), name: unitOf(work, list) }
  const sector = SECTOR[facilityKinds.get(work.facilityKind)?.class ?? '']
  const type = work.interventionId === null ? 'decommissioning' : TYPE[work.interventionId]
  const related = work.sites.flatMap(({ areaId, siteId, relation }) => {
    const site = list.sites.find((one) => one.communityId === areaId && one.siteId === siteId)
    return site && relation !== 'apart' ? [relatedProject(site)] : []
  })
  return {
    id: oc4idsId(work.workId),
    updated: work.steps.at(-1)?.at,
    language: list.language,
    publicAuthority: party,
    parties: [{ ...party, roles: ['publicAuthority'] }],
    title: work.name,
    ...(work.note && { description: work.note }),
    status: STATUS[work.state],
    ...(type && { type }),
    ...(sector && { sector: sector.includes('.') ? [sector.split('.')[0], sector] : [sector] }),
    period: period(work.plannedFrom, work.plannedTo),
    ...(work.startedOn && { implementationPeriod: period(work.startedOn, work.builtOn) }),
    locations: [locationOf(work, list)],
    budget: budgetOf(work, list),
    ...(work.costs.some(({ fen }) => fen !== null) && { costMeasurements: [costsOf(work)] }),
    milestones: milestonesOf(work),
    ...metricsOf(work),
    ...(related.length > 0 && { relatedProjects: related }),
  }
}

const money = (fen: number) => ({ amount: fen / 100, currency: 'CNY' })

const locationOf = (work: Work, list: PrintedList) => ({
  id: work.communityId,
  description: areaName(list, work.communityId),
  geometry: { type: 'Point', coordinates: [work.lon, work.lat] },
})

/** Unknown costs are no budget of zero: then there is no amount, and the description says so. */
function budgetOf(work: Work, { language }: PrintedList): object {
  const unknown = work.costUnknown > 0
  const description =
    language === 'zh'
      ? `另有 ${work.costUnknown} 项费用未知`
      : `${work.costUnknown} cost lines are not known yet`
  const lines = work.funding.map(({ source, fen, state, note }, i) => ({
    id: String(i + 1),
    description: [source, state, note].filter(Boolean).join(' · '),
    amount: money(fen),
  }))
  return {
    ...(work.costFen > 0 && { amount: money(work.costFen) }),
    ...((unknown || work.costFen === 0) && { description }),
    ...(lines.length > 0 && { budgetBreakdowns: [{ id: 'funding', budgetBreakdown: lines }] }),
  }
}

function costsOf({ costs, steps }: Work): object {
  const known = costs.map((line, i) => ({ ...line, id: String(i + 1) })).filter(({ fen }) => fen !== null)
  const groups = Map.groupBy(known, ({ category }) => COST_CATEGORY[category] ?? 'construction')
  return {
    id: 'estimate',
    date: steps.at(-1)?.at,
    costGroups: [...groups].map(([category, lines]) => ({
      id: category,
      category,
      costs: lines.map(({ id, category: own, fen, basis }) => ({
        id,
        classification: { scheme: 'jiujing-costs', id: own, description: `${own} (${basis})` },
        value: money(fen!),
      })),
    })),
  }
}

function milestonesOf({ plannedFrom, plannedTo, startedOn, builtOn }: Work): object[] {
  const milestone = (id: string, title: string, due: string, met: string | null) => ({
    ...{ id, title, type: 'delivery', dueDate: moment(due) },
    ...(met === null ? { status: 'scheduled' } : { status: 'met', dateMet: moment(met) }),
  })
  return [
    milestone('start', 'Building begins', plannedFrom, startedOn),
    milestone('finish', 'Built', plannedTo, builtOn),
  ]
}

/** What it was forecast to change and what was measured, as lower ends of shares from 0 to 1, and residents served. */
function metricsOf({ forecast: { rows, served } }: Work): object {
  const metric = (id: string, measure: number) => ({ id, observations: [{ id: '1', measure }] })
  const shares = (pick: 'alone' | 'measured') =>
    rows.flatMap((row) => (row[pick] ? [metric(`${row.affects}/${row.item}`, row[pick][0]!)] : []))
  const people = (pick: 'alone' | 'measured') =>
    served.flatMap((row) => (row[pick] === null ? [] : [metric(`served/${row.test}`, row[pick])]))
  const [forecasts, metrics] = [
    [...shares('alone'), ...people('alone')],
    [...shares('measured'), ...people('measured')],
  ]
  return { ...(forecasts.length > 0 && { forecasts }), ...(metrics.length > 0 && { metrics }) }
}

const relatedProject = ({ communityId, siteId, programme, name }: ProgrammeSite) => ({
  id: `${communityId}/${siteId}`,
  scheme: 'jiujing-programme-sites',
  identifier: `${communityId}/${siteId}`,
  relationship: 'rehabilitation',
  title: `${name} (${programme})`,
})
