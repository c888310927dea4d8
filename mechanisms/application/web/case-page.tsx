import { AuditOutlined, FileTextOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import type { Case } from '#mechanisms/application/contract/shapes.ts'
import { readCase, readCopies } from '#mechanisms/application/contract.ts'
import { api, useForgetReplies, useRead } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Loading } from '#platform/ui/states.tsx'
import { ActPanel } from './act-panel.tsx'
import s from './application.module.css'
import { ClockPanel } from './clock.tsx'
import { Due } from './due.tsx'
import { FormsPanel } from './forms-panel.tsx'
import { Copies, History } from './history.tsx'
import { casePath, reviewPath } from './parts/paths.ts'
import { StatusTag } from './status-tag.tsx'
import { Steps } from './steps.tsx'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

const Drawing = lazy(async () => ({ default: (await import('./drawing.tsx')).Drawing }))

/** One application: where it is and who has it, the drawing, what the reader may do, its steps, what happened. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useTexts()
  const forget = useForgetReplies()
  const { communityId = '', caseId = '' } = useParams({ strict: false })
  const params = { communityId, caseId }
  const found = useRead(readCase, { params })
  useEffect(() => {
    if (found.unread) void api(readCopies, { params: { communityId, caseId } }).then(forget)
  }, [found.unread, communityId, caseId, forget])
  const opener = [texts.role(found.openedRole), found.openedByName].filter(Boolean).join(' · ')
  return (
    <PageFrame
      title={name(found.title)}
      over={<Link to="/applications">{w.title}</Link>}
      under={
        <span {...figures('record')}>
          {name(found.procedureName)} · {w.version(n.count(found.version))} ·{' '}
          {w.openedBy(opener, n.day(found.openedAt))}
          {found.generated && ` · ${w.generated}`}
        </span>
      }
      actions={
        <>
          {found.steps.some(({ review }) => review !== '') && (
            <Link to={reviewPath(found)}>
              <Button icon={<AuditOutlined />} tabIndex={-1}>
                {w.review}
              </Button>
            </Link>
          )}
          <Link to={`${casePath(found)}/slip`}>
            <Button icon={<FileTextOutlined />} tabIndex={-1}>
              {w.slip}
            </Button>
          </Link>
        </>
      }
    >
      <Now found={found} />
      <ClockPanel found={found} />
      <section className={`panel ${s.drawing}`} aria-label={w.drawing}>
        <Suspense fallback={<Loading lines={4} />}>
          <Drawing
            procedureId={found.procedureId}
            version={found.version}
            steps={found.steps}
            at={found.at}
          />
        </Suspense>
      </section>
      <div className={s.columns}>
        <div className={s.column}>
          <ActPanel found={found} />
          <FormsPanel found={found} />
          <History found={found} />
          {found.copies.length > 0 && <Copies found={found} />}
        </div>
        <Steps found={found} />
      </div>
    </PageFrame>
  )
}

/** Where it is: the step, who has it, since when, until when. */
function Now({ found }: { found: Case }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useTexts()
  const step = found.steps.find(({ node }) => node === found.at)
  const day = n.day(found.changedAt)
  return (
    <section className={`panel ${s.now}`} aria-label={w.now} {...figures('record')}>
      <div>
        <StatusTag status={found.status} />
        <h2>{name(found.atName)}</h2>
      </div>
      {found.status === 'open' ? (
        <ul>
          {found.turns.map((turn) => (
            <li key={turn.turn}>
              <b>{texts.holder(turn)}</b> {w.sinceDay(n.day(turn.since))}
              <Due turn={turn} />
              {turn.kind === 'added' && ` · ${w.added}`}
              {turn.state === 'waiting' && ` · ${w.waiting}`}
            </li>
          ))}
        </ul>
      ) : (
        <p>{found.status === 'ended' ? w.endedAt(day) : w.exitedAt(day)}</p>
      )}
      {step && (
        <p className="quiet">
          {step.limitDays === null ? w.noLimit : `${w.limit(n.count(step.limitDays))} (${w.limitWhy})`}
          {step.guard !== '' &&
            ` · ${step.notBefore ? w.notBefore(n.day(step.notBefore)) : w.notBeforeUnknown}`}
        </p>
      )}
    </section>
  )
}
