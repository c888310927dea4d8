import { Link } from '@tanstack/react-router'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import type { PlanZone, WorkFit } from '../../contract/zones.ts'
import { plans, zoneKinds, zonesNote } from '../../rules/zones/kinds.ts'
import { FitTag, Uncovered } from './fit-tag.tsx'
import { words } from './words.ts'
import s from './zones.module.css'

/** How a works project stands to the plans of its place: each zone with its verdict and why. */
export function WorkPlanFit({ fit }: { fit: WorkFit }) {
  const w = useWords(words)
  const name = useName()
  return (
    <section className="panel" aria-labelledby="plan-fit" {...figures('record')}>
      <h2 id="plan-fit">
        {w.fit} <FitTag of={fit.verdict} />
      </h2>
      {fit.findings.length === 0 && <p className={`${s.note} quiet`}>{w.noZone}</p>}
      <ul className={s.findings}>
        {fit.findings.map(({ zone, verdict, reason }) => (
          <li key={`${zone.communityId}/${zone.source}/${zone.zoneId}`}>
            <div>
              <b>{name(reason)}</b>
              <span className={s.below}>
                <ZoneFacts zone={zone} />
              </span>
            </div>
            <FitTag of={verdict} />
          </li>
        ))}
      </ul>
      <p className={`${s.note} quiet small`}>
        {w.asOf(fit.day)} · {name(zonesNote)} <Link to="/what-if/zones">{w.openRegister}</Link>
        {fit.findings.length > 0 && <Uncovered plans={fit.uncovered} />}
      </p>
    </section>
  )
}

/** What a zone is, in one line. */
export function ZoneFacts({ zone }: { zone: PlanZone }) {
  const w = useWords(words)
  const name = useName()
  const { codes = [] } = zoneKinds.get(zone.kind) ?? {}
  const facts = [
    name(plans[zone.plan].name),
    zone.name || zone.zoneId,
    codes.join('/'),
    zone.to ? `${zone.from} – ${zone.to}` : w.since(zone.from),
    zone.source,
    zone.generated && w.generated,
  ]
  return facts.filter(Boolean).join(' · ')
}
