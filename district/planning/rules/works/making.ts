import type {
  CostLine,
  ProgrammeSite,
  WORK_GROUPINGS,
  WorkProposal,
  WorkSite,
  WorkState,
} from '../../contract/works.ts'
import type { Candidate, Change } from '../../contract.ts'
import { costOf, interventions, usualIntervention } from '../candidates.ts'
import type { Intervention } from '../catalogue.ts'
import { type Wish, wishesOf } from '../changes.ts'
import { firstOfMonth, lastOfMonths } from './days.ts'
import { monthsApart, sitesAt } from './digs.ts'
import { costCategoryOf, digsBy, workRules } from './kinds.ts'

/** What has to be known of the district to make works projects. */
export interface Ground {
  /** A facility of the register. */
  readonly facility: (facilityId: string) => KnownPlace | undefined
  /** The community of a place. */
  readonly community: (lon: number, lat: number) => KnownCommunity | undefined
  /** By `areaId/candidateId`. */
  readonly candidates: ReadonlyMap<string, Candidate>
  readonly sites: readonly ProgrammeSite[]
  /** ISO day. */
  readonly today: string
  /** Whose a works project is that stands in no community. */
  readonly ownArea: string
}

export interface KnownPlace {
  readonly kind: string
  readonly name: string
  readonly lon: number
  readonly lat: number
  /** null where it is not known. */
  readonly areaM2: number | null
}

export interface KnownCommunity {
  readonly areaId: string
  readonly name: string
  readonly town: string
}

/** The changes that make one works project each: those of a facility, or of all that share a place. */
export function groupChanges(
  changes: readonly Change[],
  by: (typeof WORK_GROUPINGS)[number],
): (readonly Change[])[] {
  const hosts = new Map(
    changes.flatMap((one) => ('hostId' in one && one.hostId ? [[one.facilityId, one.hostId]] : [])),
  )
  const keyOf = ({ facilityId }: Change) => (by === 'host' && hosts.get(facilityId)) || facilityId
  return [...Map.groupBy(changes, keyOf).values()]
}

type Proposal = Omit<WorkProposal, 'standing' | 'workId'>

/** The works project that these changes would be: its name, place, costs, dates and unit, all to be looked over. */
export function proposalOf(group: readonly Change[], ground: Ground): Proposal {
  const wishes = wishesOf(group)
  const parts = group.map((change) => partOf(change, wishes.get(change.facilityId)!, ground))
  const [first] = parts
  const { kind, lon, lat, hostId } = first!
  const community = ground.community(lon, lat)
  // What is done most to it names it: a move and a resize of one facility are one project.
  const intervention = parts.find((part) => part.intervention)?.intervention ?? null
  const digs = parts.some((part) => digsBy(part.intervention?.id ?? null))
  const near = sitesAt({ lon, lat }, ground.sites)
  const months = Math.max(...parts.map((part) => part.intervention?.months ?? workRules.closing.months))
  const dates = datesOf({ today: ground.today, months, near: digs ? near.filter((site) => site.digs) : [] })
  const unitRole = intervention?.decides ?? workRules.closing.decides
  return {
    facilityIds: [...new Set(group.map(({ facilityId }) => facilityId))],
    name: nameOf(group, parts, community),
    communityId: community?.areaId ?? ground.ownArea,
    facilityKind: kind,
    interventionId: intervention?.id ?? null,
    ...{ hostId, digs, lon, lat, unitRole },
    unit: unitRole === 'town' ? (community?.town ?? '') : '',
    ...dates,
    costs: costsOf(parts, ground),
    sites: near.map((site) => relationTo(site, digs, dates)),
  }
}

interface Part extends Omit<KnownPlace, 'areaM2'> {
  readonly change: Change
  readonly facilityId: string
  /** null: it is closed. */
  readonly intervention: Intervention | null
  readonly hostId: string | null
  /** Area that is built; null where it is not known. */
  readonly areaM2: number | null
}

function partOf(change: Change, wish: Wish, ground: Ground): Part {
  const { facilityId } = change
  const known = ground.facility(facilityId)
  const hostId = 'hostId' in change ? change.hostId : null
  return {
    ...{ change, facilityId, hostId },
    kind: change.kind === 'add' ? change.facilityKind : (known?.kind ?? ''),
    name: change.kind === 'add' ? change.name : (known?.name ?? facilityId),
    lon: 'lon' in change ? change.lon : known!.lon,
    lat: 'lat' in change ? change.lat : known!.lat,
    areaM2: builtAreaOf(change, wish, known),
    intervention: interventionOf(change, wish, hostId, ground),
  }
}

/** What is moved is built anew in its new size; what is enlarged only by as much as it grows. Null: not known. */
function builtAreaOf(change: Change, { resize }: Wish, known: KnownPlace | undefined): number | null {
  const now = known?.areaM2 ?? null
  if (change.kind === 'add') return change.areaM2
  if (change.kind !== 'resize') return resize ? resize.areaM2 : now
  const grown = change.areaM2 === null || now === null ? 0 : change.areaM2 - now
  return grown > 0 ? grown : null
}

/** Null where nothing is built: it is closed, or enlarged in the course of being moved. */
function interventionOf(
  change: Change,
  { move }: Wish,
  hostId: string | null,
  { candidates, facility }: Ground,
): Intervention | null {
  if (change.kind === 'remove' || (change.kind === 'resize' && move)) return null
  const named = change.kind === 'resize' ? workRules.resizedBy : change.interventionId
  const host = hostId === null ? undefined : candidates.get(hostId)
  const usual = hostId !== null && facility(hostId) ? workRules.sharedBy : undefined
  return interventions.find(({ id }) => id === (named ?? usual)) ?? usualIntervention(host?.kind ?? 'plot')
}

const NAME_MAX = 80
const DONE = { add: '', move: '迁移', resize: '扩建', remove: '关停' } as const

/** In Chinese, as names of facilities are: it is stored and printed, and whoever makes it may change it. */
function nameOf(
  group: readonly Change[],
  parts: readonly Part[],
  community: KnownCommunity | undefined,
): string {
  const { name, change } = parts[0]!
  const facilities = new Set(parts.map(({ facilityId }) => facilityId)).size
  const several = facilities > 1 ? `等${facilities}处设施` : ''
  const place = community && !name.startsWith(community.name) ? community.name : ''
  const done = group.find(({ kind }) => kind !== 'resize') ?? change
  return `${place}${name}${several || DONE[done.kind]}`.slice(0, NAME_MAX)
}

/** One line for each intervention at each place: as the register states it, else by the catalogue. */
function costsOf(parts: readonly Part[], { candidates }: Ground): CostLine[] {
  const paid = parts.flatMap((part) =>
    part.intervention ? [{ ...part, intervention: part.intervention }] : [],
  )
  const lines = Map.groupBy(
    paid,
    ({ intervention, hostId, facilityId }) => `${intervention.id} ${hostId ?? facilityId}`,
  )
  return [...lines.values()].map((same): CostLine => {
    const { intervention, hostId } = same[0]!
    const host = hostId === null ? undefined : candidates.get(hostId)
    const areas = same.map(({ areaM2 }) => areaM2)
    const areaM2 = areas.every((area) => area !== null) ? areas.reduce((a, b) => a + b, 0) : null
    // A place that is taken costs what it costs, however much of it is used.
    const cost = costOf(host ?? { costFen: null, areaM2 }, intervention)
    const category = costCategoryOf(intervention.id)
    return cost?.stated
      ? { category, fen: cost.fen, basis: 'stated', source: host!.source, grade: 'O' }
      : { category, fen: cost?.fen ?? null, basis: 'catalogue', source: intervention.source, grade: 'P' }
  })
}

interface Dates {
  readonly plannedFrom: string
  readonly plannedTo: string
}

/**
 * Whole months, as soon as can be; and with the first other dig on the site that is still open or begins before another
 * one would be far enough from this: one dig.
 */
export function datesOf(asked: {
  readonly today: string
  readonly months: number
  /** Programme sites that dig here. */
  readonly near: readonly Pick<ProgrammeSite, 'from' | 'to'>[]
}): Dates {
  const { today, months, near } = asked
  const earliest = firstOfMonth(today, workRules.monthsBeforeStart)
  const tooSoon = lastOfMonths(earliest, months + workRules.monthsBetweenDigs)
  const [open] = near
    .filter(({ from, to }) => to >= earliest && from <= tooSoon)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const plannedFrom = open && open.from > earliest ? firstOfMonth(open.from) : earliest
  return { plannedFrom, plannedTo: lastOfMonths(plannedFrom, months) }
}

function relationTo(site: ProgrammeSite, digs: boolean, { plannedFrom, plannedTo }: Dates): WorkSite {
  const { communityId: areaId, siteId } = site
  if (!digs || !site.digs) return { areaId, siteId, relation: 'apart' }
  if (monthsApart({ from: plannedFrom, to: plannedTo }, site) === undefined)
    return { areaId, siteId, relation: 'one-dig' }
  return { areaId, siteId, relation: site.to < plannedFrom ? 'after' : 'before' }
}

/** What has been made of the scheme before. */
export interface MadeWork {
  readonly communityId: string
  readonly workId: string
  readonly state: WorkState
  readonly changes: readonly Change[]
}

/** How a group of changes stands to what was made of the scheme before. */
export function standingOf(
  group: readonly Change[],
  made: readonly MadeWork[],
): { standing: WorkProposal['standing']; work: MadeWork | undefined } {
  const ids = new Set(group.map(({ facilityId }) => facilityId))
  const [work, ...more] = made.filter(({ changes }) => changes.some(({ facilityId }) => ids.has(facilityId)))
  if (!work) return { standing: 'new', work }
  const covers = work.changes.every(({ facilityId }) => ids.has(facilityId))
  if (more.length > 0 || !covers || work.state !== 'planned') return { standing: 'fixed', work }
  return { standing: JSON.stringify(work.changes) === JSON.stringify(group) ? 'same' : 'changed', work }
}
