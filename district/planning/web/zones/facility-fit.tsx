import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { today } from '#platform/ui/today.ts'
import { usualIntervention } from '../../rules/candidates.ts'
import type { ChangedFacility } from '../changed-facilities.ts'
import { FitTag, Uncovered } from './fit-tag.tsx'
import { useZones } from './use-zones.ts'
import { words } from './words.ts'
import s from './zones.module.css'

/** What the plans say to a facility that is added or moved, at the place where it is put. */
export function FacilityFit({ facility }: { facility: ChangedFacility }) {
  const { add, move } = facility.wish
  const { at, kind } = facility
  const put = add ?? move
  return put && at ? <FitAt {...at} kind={kind} interventionId={meansOf(put)} /> : null
}

/** By what means it gets there; empty, which no rule knows, where it takes a place whose kind is not said. */
const meansOf = ({
  interventionId,
  hostId,
}: {
  interventionId: string | null
  hostId: string | null
}): string => interventionId ?? (hostId === null ? usualIntervention('plot').id : '')

interface FitAtProps {
  readonly lon: number
  readonly lat: number
  readonly kind: string
  readonly interventionId: string
}

function FitAt({ lon, lat, kind: facilityKind, interventionId }: FitAtProps) {
  const w = useWords(words)
  const name = useName()
  const zones = useZones()
  const fit = useMemo(
    () => zones?.fit({ lon, lat, facilityKind, interventionId, day: today() }),
    [zones, lon, lat, facilityKind, interventionId],
  )
  if (!fit) return null
  return (
    <div className={s.card} {...figures('wording')}>
      <p>
        <Link to="/what-if/zones">{w.fit}</Link> <FitTag of={fit.verdict} />
      </p>
      <ul className="small">
        {fit.findings
          .filter(({ verdict }) => verdict === fit.verdict)
          .map(({ zone, reason }) => (
            <li key={zone.key}>{name(reason)}</li>
          ))}
      </ul>
      {fit.findings.length === 0 ? (
        <p className="small quiet">{w.noZone}</p>
      ) : (
        <Uncovered plans={fit.uncovered} />
      )}
      <p className="small quiet">{w.byRules}</p>
    </div>
  )
}
