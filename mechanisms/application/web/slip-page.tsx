import { PrinterOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import type { Case, Event, Step } from '#mechanisms/application/contract/shapes.ts'
import { readCase } from '#mechanisms/application/contract.ts'
import { useRead } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { casePath } from './parts/paths.ts'
import s from './slip.module.css'
import { slipWords } from './slip-words.ts'
import { useDeedText } from './use-deed-text.ts'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

/** The opinion slip (审批单) of an application, to be printed: each step with who said what, and when. */
export function Page() {
  const w = useWords(slipWords)
  const name = useName()
  const { communityId = '', caseId = '' } = useParams({ strict: false })
  const found = useRead(readCase, { params: { communityId, caseId } })
  return (
    <PageFrame
      title={`${name(found.procedureName)}${w.title}`}
      className={s.page}
      over={
        <span className="no-print">
          <Link to={casePath(found)}>{name(found.title)}</Link>
        </span>
      }
      actions={
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => print()}>
          {w.print}
        </Button>
      }
    >
      <div className={s.sheet} {...figures('record')}>
        <Head found={found} />
        <Opinions found={found} />
        <p className={s.foot}>{w.foot(found.caseId)}</p>
      </div>
    </PageFrame>
  )
}

function Head({ found }: { found: Case }) {
  const w = useWords(slipWords)
  const states = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useTexts()
  const opener = [texts.role(found.openedRole), found.openedByName].filter(Boolean).join(' · ')
  const rows = [
    [w.subject, name(found.title), w.area, texts.area(found.townId)],
    [w.opened, `${opener} ${n.day(found.openedAt)}`, w.version, n.count(found.version)],
    [w.status, `${states[found.status]} · ${name(found.atName)}`, w.changed, n.day(found.changedAt)],
  ] as const
  return (
    <table className={s.table} aria-label={w.head}>
      <tbody>
        {rows.map(([label, value, otherLabel, other]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
            <th scope="row">{otherLabel}</th>
            <td>{other}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Opinions({ found }: { found: Case }) {
  const w = useWords(slipWords)
  const name = useName()
  return (
    <table className={`${s.table} ${s.opinions}`} aria-label={w.opinions}>
      <thead>
        <tr>
          {[w.step, w.unit, w.opinion, w.signed, w.date].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {found.steps.map((step) => (
          <StepRows key={step.node} found={found} step={step} />
        ))}
        {[...goneSteps(found)].map(([node, events]) => (
          <EventRows key={node} title={name(events[0].nodeName)} events={events} />
        ))}
      </tbody>
    </table>
  )
}

type Events = readonly [Event, ...Event[]]

/** What was said at steps that the version no longer has by which it goes on. */
function goneSteps({ steps, history }: Case): Map<string, Events> {
  const gone = history.filter(({ node }) => !steps.some((step) => step.node === node))
  return Map.groupBy(gone, ({ node }) => node) as Map<string, [Event, ...Event[]]>
}

/** A step with what was said at it, in order; empty where nobody has yet. */
function StepRows({ found, step }: { found: Case; step: Step }) {
  const states = useWords(words)
  const name = useName()
  const texts = useTexts()
  const [first, ...others] = found.history.filter(({ node }) => node === step.node)
  const areaId = found.areas[step.level as 'town']
  if (first) return <EventRows title={name(step.name)} events={[first, ...others]} />
  return (
    <tr>
      <th scope="row">{name(step.name)}</th>
      <td>{step.roles.map((role) => texts.holder({ role, areaId })).join(' + ')}</td>
      <td>{step.state === 'skipped' ? states.skipped : ''}</td>
      <td />
      <td />
    </tr>
  )
}

function EventRows({ title, events }: { title: string; events: Events }) {
  return events.map((event, i) => (
    <tr key={event.eventNo}>
      {i === 0 && (
        <th scope="rowgroup" rowSpan={events.length}>
          {title}
        </th>
      )}
      <OpinionCells event={event} />
    </tr>
  ))
}

function OpinionCells({ event }: { event: Event }) {
  const w = useWords(words)
  const n = useNumbers()
  const texts = useTexts()
  const deedText = useDeedText()
  const { holder, letter } = event
  return (
    <>
      <td>{holder ? texts.holder({ ...holder, accountName: null }) : texts.role(event.role)}</td>
      <td>
        <p>{deedText(event)}</p>
        {event.opinion && <p className={s.opinion}>{event.opinion}</p>}
        {letter && <p>{w.byLetter(letter.number, n.day(letter.day))}</p>}
        {event.documents.length > 0 && (
          <p className={s.small}>
            {event.documents.map(({ kind, filename }) => `${texts.document(kind)} (${filename})`).join(w.and)}
          </p>
        )}
      </td>
      <td>
        {event.accountName ?? texts.role(event.role)}
        {event.asDeputy && holder && (
          <p className={s.small}>{w.asDeputy(texts.holder({ ...holder, accountName: null }))}</p>
        )}
        {letter && <p className={s.small}>{texts.role(event.role)}</p>}
      </td>
      <td className={s.date}>{n.day(event.at)}</td>
    </>
  )
}
