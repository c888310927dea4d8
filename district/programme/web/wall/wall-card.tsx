import { Link } from '@tanstack/react-router'
import { dayOf } from '#core/schedule/day.ts'
import { URGENCY_NAMES } from '#district/programme/rules/urgency.ts'
import { useApplications } from '#mechanisms/application/web/parts/application-of.tsx'
import { casePath } from '#mechanisms/application/web/parts/paths.ts'
import { useRoles } from '#platform/ui/account/use-roles.ts'
import { Glyph } from '#platform/ui/glyph.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { useAsked } from '../use-asked.ts'
import type { Wall, WallRow } from './use-wall.ts'
import s from './wall.module.css'
import { words } from './wall-words.ts'

interface WallCardProps {
  readonly wall: Wall
  readonly at: string
  readonly onClose: () => void
}

/** What is chosen on the wall: each of its milestones, who answers for it, why it is red, and what comes next. */
export function WallCard({ wall, at, onClose }: WallCardProps) {
  const w = useWords(words)
  const name = useName()
  const asked = useAsked()
  const project = wall.projects.find(({ projectId }) => projectId === at)
  const rows = wall.own.get(at) ?? []
  const subject = project?.name ?? rows[0]?.subject
  if (!subject) return null
  return (
    <section className={`panel ${s.card}`} aria-label={name(subject)} data-figures="record">
      <header>
        <h2>{name(subject)}</h2>
        {project && (
          <Link to={`/projects/${at}`} search={asked as never}>
            {w.open}
          </Link>
        )}
        <button type="button" className={s.close} aria-label={w.close} onClick={onClose}>
          <Glyph of="cross" />
        </button>
      </header>
      {project && !asked.asOf && <HeldBy projectId={at} />}
      {rows.length === 0 && <p className="quiet">{w.chosenNone}</p>}
      <ul>
        {rows.map((row) => (
          <Milestone key={row.milestoneId} row={row} asOf={wall.asOf} />
        ))}
      </ul>
    </section>
  )
}

/** Who has the open application of a project in hand, and since when; nothing where there is none to be seen. */
function HeldBy({ projectId }: { projectId: string }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const roles = useRoles()
  const open = useApplications('project')?.bySubject.get(projectId)
  if (!open) return null
  const [first] = open.turns
  return (
    <p>
      {w.application} <Link to={casePath(open)}>{name(open.atName)}</Link>
      {first && ` · ${w.heldBy(roles(open.turns.map(({ role }) => role)), n.day(first.since))}`}
      {first?.dueOn && ` · ${w.decideBy(n.day(first.dueOn))}`}
    </p>
  )
}

function Milestone({ row, asOf }: { row: WallRow; asOf: string }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const roles = useRoles()
  const evidence = row.evidence.map(name).join('、')
  const isOpen = row.state !== 'met'
  const next = row.state === 'dueNoReport' ? w.nextReport(evidence) : w.nextMeet(evidence)
  return (
    <li data-urgency={row.urgency}>
      <p>
        <b>{name({ zh: row.phrase, en: row.name.en })}</b> <WallTag row={row} />
      </p>
      <dl>
        <dt>{w.due}</dt>
        <dd>
          {n.day(row.due)} “{row.duePrinted}”
          {isOpen && row.due > asOf && ` · ${w.inDays(n.count(dayOf(row.due) - dayOf(asOf)))}`}
        </dd>
        <dt>{w.who}</dt>
        <dd>{roles([row.ownerRole])}</dd>
        {row.isRed && (
          <>
            <dt>{w.why}</dt>
            <dd>
              <WhyRed {...{ row, asOf }} />
            </dd>
          </>
        )}
        <dt>{w.next}</dt>
        <dd>{isOpen ? next : w.nextNone}</dd>
      </dl>
    </li>
  )
}

/** Why a milestone is red. */
function WhyRed({ row, asOf }: { row: WallRow; asOf: string }) {
  const w = useWords(words)
  const n = useNumbers()
  if (row.state === 'scheduled') return null
  if (row.state === 'met') return w.whyRed.met(n.count(row.lateDays ?? 0))
  const days = dayOf(asOf) - dayOf(row.due)
  return w.whyRed[row.state](days === 0 ? w.dueToday : w.dueSince(n.count(days)))
}

export function WallTag({ row: { urgency } }: { row: WallRow }) {
  const name = useName()
  return (
    <span className={s.tag} data-urgency={urgency}>
      {name(URGENCY_NAMES[urgency])}
    </span>
  )
}
