import type { Tx } from '#platform/store/db.ts'
import type { WorkSummary } from '../contract/works.ts'
import type { PlanZone, WorkFit } from '../contract/zones.ts'
import { type ShapedZone, selectZones } from '../queries/zones.ts'
import { Zones } from '../rules/zones/fit.ts'

/** How works projects stand to the plan zones that hold at their place when they begin. */
export async function workFits(tx: Tx, works: readonly WorkSummary[]): Promise<WorkFit[]> {
  if (works.length === 0) return []
  const zones = new Zones(await selectZones(tx))
  return works.map(({ communityId, workId, ...work }) => {
    const day = work.startedOn ?? work.plannedFrom
    const { verdict, findings, uncovered } = zones.fit({ ...work, day })
    return {
      ...{ communityId, workId, day, verdict, uncovered: [...uncovered] },
      findings: findings.map((finding) => ({ ...finding, zone: withoutShape(finding.zone) })),
    }
  })
}

/** What is known of a zone but its shape. */
export function withoutShape({ shape: _, ...zone }: ShapedZone): PlanZone {
  return zone
}
