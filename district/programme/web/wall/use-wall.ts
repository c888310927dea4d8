import { useMemo, useState } from 'react'
import type { StandRow } from '#district/programme/contract/milestones.ts'
import { listProjects, type Project } from '#district/programme/contract.ts'
import {
  mostUrgent,
  turnedRed,
  URGENCIES,
  type Urgency,
  urgencyOf,
} from '#district/programme/rules/urgency.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { useAsked } from '../use-asked.ts'
import { useStands } from '../use-stands.ts'

export interface WallRow extends StandRow {
  readonly urgency: Urgency
}

/** A wall of more is not read. */
const PROJECTS_MAX = 500

/** The milestones of a day, each with how pressing it is, and the projects that they are about. */
export function useWall() {
  const query = useAsked()
  const { mayRead, milestones } = useStands()
  const { data, error } = useReadKeeping(listProjects, { query: { ...query, size: PROJECTS_MAX } as never })
  if (error) throw error
  const wall = useMemo(() => milestones && data && wallOf(milestones, data.projects), [milestones, data])
  return { mayRead, wall, days: data && { first: data.firstDay ?? data.today, last: data.today } }
}

export type Wall = ReturnType<typeof wallOf>

const NONE: ReadonlySet<string> = new Set()

/** Projects that turned red with the last change of the day or of what is known; until the next one. */
export function useTurned({ urgency }: Wall): ReadonlySet<string> {
  const [{ seen, turned }, set] = useState({ seen: urgency, turned: NONE })
  if (seen === urgency) return turned
  // The replies of a new day come one after the other: the second often changes nothing.
  const isSame = seen.size === urgency.size && [...urgency].every(([id, now]) => seen.get(id) === now)
  const next = isSame ? turned : turnedRed(seen, urgency)
  set({ seen: urgency, turned: next })
  return next
}

function wallOf(
  { asOf, soonDays, rows }: NonNullable<ReturnType<typeof useStands>['milestones']>,
  projects: readonly Project[],
) {
  const urgent = rows
    .map((row): WallRow => ({ ...row, urgency: urgencyOf(row, asOf, soonDays) }))
    .sort((a, b) => URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) || (a.due < b.due ? -1 : 1))
  const own = Map.groupBy(urgent, ({ subjectId }) => subjectId)
  const urgency = new Map(
    projects.map(({ projectId }) => [projectId, mostUrgent(own.get(projectId) ?? [], asOf, soonDays)]),
  )
  return { asOf, soonDays, projects, rows: urgent, own, urgency }
}
