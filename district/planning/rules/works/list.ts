import type { ProgrammeSite, WorkSummary } from '../../contract/works.ts'
import { unfundedFen } from './money.ts'

/** What a list of works is asked for; empty is no condition. */
export interface WorkQuestion {
  /** Part of the name or of the unit. */
  readonly q: string
  readonly town: string
  readonly state: string
  readonly kind: string
  /** A programme that has a site there. */
  readonly programme: string
  /** Id of the scheme it was made from. */
  readonly scheme: string
  /** How it stands to the plans of its place. */
  readonly fit: string
  /** One of `SORTS`, with `-` before it for the highest first. */
  readonly sort: string
}

const SORTS: Readonly<Record<string, (work: WorkSummary) => string | number>> = {
  start: ({ plannedFrom }) => plannedFrom,
  end: ({ plannedTo }) => plannedTo,
  name: ({ name }) => name,
  cost: ({ costFen }) => costFen,
  funded: ({ fundedFen }) => fundedFen,
  unfunded: unfundedFen,
}

interface Beside {
  readonly sites: readonly ProgrammeSite[]
  readonly townOf: (communityId: string) => string | undefined
  readonly fitOf: (workId: string) => string | undefined
}

/** The works projects that are asked for, in the order that is asked for. */
export function chosenWorks(
  works: readonly WorkSummary[],
  { q, town, state, kind, programme, scheme, fit, sort }: WorkQuestion,
  { sites, townOf, fitOf }: Beside,
): WorkSummary[] {
  const part = q.trim().toLowerCase()
  const ofProgramme = new Set(
    sites.filter((site) => site.programme === programme).map((site) => `${site.communityId}/${site.siteId}`),
  )
  const by = SORTS[sort.replace('-', '')] ?? SORTS.start!
  const up = sort.startsWith('-') ? -1 : 1
  return works
    .filter(
      (work) =>
        (!part || `${work.name}\n${work.unit}`.toLowerCase().includes(part)) &&
        (!town || townOf(work.communityId) === town || work.communityId === town) &&
        (!state || work.state === state) &&
        (!kind || work.facilityKind === kind) &&
        (!scheme || work.scheme?.schemeId === scheme) &&
        (!fit || fitOf(work.workId) === fit) &&
        (!programme || work.sites.some(({ areaId, siteId }) => ofProgramme.has(`${areaId}/${siteId}`))),
    )
    .sort((a, b) => up * compare(by(a), by(b)) || compare(a.workId, b.workId))
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'zh')
  return Number(a) - Number(b)
}
