import { Button } from 'antd'
import {
  CALENDAR_DAYS,
  type Change,
  type ProjectSchedule,
  type ScheduleAsk,
  writeCounts,
} from '#district/programme/rules/schedule.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './schedule.module.css'
import { words } from './schedule-words.ts'
import type { Editing } from './use-terms.ts'

interface VerdictProps {
  readonly ask: ScheduleAsk
  readonly schedule: ProjectSchedule
  readonly edit: Editing['edit']
}

/** Whether the plan fits; if not, what to shorten, with a button that does so. */
export function Verdict({ ask, schedule, edit }: VerdictProps) {
  const w = useWords(words)
  const n = useNumbers()
  const { miss, rows, confirmed } = schedule
  const finish = schedule.finish!
  const slack = Math.min(...rows.map((row) => row.slack))
  return (
    <section
      className={`panel ${s.verdict}`}
      data-fits={miss === undefined}
      aria-label={w.verdict}
      {...figures('opens')}
    >
      <p role="status">
        <b>
          {miss
            ? w.misses(n.day(finish), n.count(miss.days), n.count(miss.workingDays))
            : w.fits(n.day(finish), n.count(slack))}
        </b>{' '}
        <a href="#schedule" className="no-print">
          {w.toTable}
        </a>
      </p>
      <Proposal {...{ ask, schedule, edit }} />
      {!confirmed && <p className="quiet small">{w.unconfirmed(n.day(CALENDAR_DAYS.confirmedTo))}</p>}
    </section>
  )
}

function Proposal({ ask, schedule: { proposal, finish }, edit }: VerdictProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  if (!proposal) return null
  const { changes, fits } = proposal
  const sentence = ({ step, from, to }: Change) =>
    w.shorten(
      name(step.name),
      n.count(from),
      `${n.count(to)} ${w.unit[step.duration.unit]}`,
      n.count(from - to),
    )
  const lead = fits ? (changes.length === 1 ? w.shortenOne : w.shortenMany) : w.shortenAll
  const counts = { ...ask.counts, ...Object.fromEntries(changes.map(({ step, to }) => [step.id, to])) }
  return (
    <>
      {changes.length === 0 && <p>{w.nothingToGive}</p>}
      {changes.length === 1 && <p>{`${lead}${sentence(changes[0]!)}`}</p>}
      {changes.length > 1 && (
        <>
          <p>{lead}</p>
          <ul className={s.changes}>
            {changes.map((change) => (
              <li key={change.step.id}>{sentence(change)}</li>
            ))}
          </ul>
        </>
      )}
      <p className={`${s.acts} no-print`}>
        {changes.length > 0 && (
          <Button
            type={fits ? 'primary' : 'default'}
            onClick={() => edit({ durations: writeCounts(counts, ask.template) })}
          >
            {w.doShorten}
          </Button>
        )}
        <Button type={fits ? 'default' : 'primary'} onClick={() => edit({ deadline: finish! })}>
          {w.moveDeadline(n.day(finish!))}
        </Button>
      </p>
    </>
  )
}
