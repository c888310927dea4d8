import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import {
  addExperts,
  closeReview,
  openReview,
  type Panel,
  readReviews,
} from '#mechanisms/application/contract/review.ts'
import { api, useForgetReplies, useRead } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { ScrollBox } from '#platform/ui/scroll-box.tsx'
import { casePath } from '../parts/paths.ts'
import { words } from '../words.ts'
import { ConveneForm } from './convene-form.tsx'
import { DeclareForm } from './declare-form.tsx'
import s from './review.module.css'
import type { ReviewParams } from './review-params.ts'
import { ReviewResult } from './review-result.tsx'
import { reviewWords } from './review-words.ts'
import { SheetForm } from './sheet-form.tsx'

/** The expert reviews of an application, the latest first. */
export function Page() {
  const w = useWords(reviewWords)
  const list = useWords(words)
  const name = useName()
  const n = useNumbers()
  const forget = useForgetReplies()
  const { communityId = '', caseId = '' } = useParams({ strict: false })
  const params = { communityId, caseId }
  const found = useRead(readReviews, { params })
  const isOpen = found.panels.some(({ closedAt }) => closedAt === null)
  return (
    <PageFrame
      title={w.title}
      over={
        <>
          <Link to="/applications">{list.title}</Link> /{' '}
          <Link to={casePath(params)}>{name(found.title)}</Link>
        </>
      }
    >
      {found.panels.length === 0 && !(found.review && found.chairs) && (
        <section className={`panel ${s.section}`}>
          <h2>{w.none}</h2>
          <p className="quiet">{w.noneWhy}</p>
        </section>
      )}
      {found.review && found.chairs && !isOpen && (
        <section className={`panel ${s.section}`} aria-labelledby="convene-title">
          <h2 id="convene-title">{w.convene}</h2>
          <p className="quiet small" {...figures('wording')}>
            {w.conveneWhy(n.count(found.review.minimum))}
          </p>
          <ConveneForm
            least={found.review.minimum}
            send={w.open}
            onSend={async (seats) => {
              await api(openReview, { params, body: { seats } })
              await forget()
            }}
          />
        </section>
      )}
      {found.panels.toReversed().map((panel) => (
        <PanelView
          key={panel.panelNo}
          params={{ ...params, panelNo: panel.panelNo }}
          chairs={found.chairs}
          panel={panel}
        />
      ))}
    </PageFrame>
  )
}

function PanelView({ params, chairs, panel }: { params: ReviewParams; chairs: boolean; panel: Panel }) {
  const w = useWords(reviewWords)
  const n = useNumbers()
  const name = useName()
  const forget = useForgetReplies()
  const isOpen = panel.closedAt === null
  return (
    <section className={`panel ${s.section}`} aria-labelledby={`panel-${panel.panelNo}`}>
      <header className={s.head}>
        <h2 id={`panel-${panel.panelNo}`} {...figures('wording')}>
          {name(panel.name)} · {w.panel(n.count(panel.panelNo))}
        </h2>
        <span className="quiet small" {...figures('record')}>
          {n.day(panel.openedAt)}
          {panel.closedAt && ` – ${n.day(panel.closedAt)}`}
        </span>
      </header>
      {isOpen && <p className="quiet small">{w.blind}</p>}
      <Seats panel={panel} />
      {isOpen && <Mine {...{ params, chairs, panel }} />}
      {isOpen && chairs && <More params={params} />}
      {isOpen && chairs && (
        <div className={s.deeds}>
          {panel.why && (
            <p className="quiet small" {...figures('wording')}>
              {name(panel.why)}
            </p>
          )}
          <ConfirmButton
            primary
            label={w.close}
            title={w.closeTitle}
            why={w.closeWhy}
            disabled={panel.why !== null}
            onConfirm={async () => {
              await api(closeReview, { params })
              await forget()
            }}
          />
        </div>
      )}
      {panel.result && <ReviewResult {...{ params, panel }} result={panel.result} />}
    </section>
  )
}

/** Who sits, what they have declared, and whether they have handed in: nothing of what they say. */
function Seats({ panel }: { panel: Panel }) {
  const w = useWords(reviewWords)
  return (
    <ScrollBox label={w.experts}>
      <table className={s.table} {...figures('record')}>
        <thead>
          <tr>
            <th scope="col">{w.experts}</th>
            <th scope="col">{w.organisation}</th>
            <th scope="col">{w.conflict}</th>
            <th scope="col">{w.sheet}</th>
          </tr>
        </thead>
        <tbody>
          {panel.seats.map((seat) => (
            <tr key={seat.seatNo}>
              <th scope="row">
                {seat.name}
                {seat.mine && <span className={s.mine}>{w.mine}</span>}
                {seat.onPaper && <span className="quiet small"> {w.onPaper}</span>}
              </th>
              <td>{seat.organisation || '—'}</td>
              <td>
                {seat.conflict === null
                  ? w.undeclared
                  : seat.conflict
                    ? w.hasConflict(seat.conflictNote)
                    : w.noConflict}
              </td>
              <td>{seat.conflict ? '—' : seat.handedIn ? w.handedIn : w.notHandedIn}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** What the reader has to write: for their own seat, or for those whose sheets come on paper. */
function Mine({ params, chairs, panel }: { params: ReviewParams; chairs: boolean; panel: Panel }) {
  const own = panel.seats.filter(
    ({ mine, onPaper, handedIn, conflict }) =>
      (mine || (onPaper && chairs)) && !handedIn && conflict !== true,
  )
  return own.map((seat) =>
    seat.conflict === null ? (
      <DeclareForm key={seat.seatNo} {...{ params, seat }} />
    ) : (
      <SheetForm key={seat.seatNo} {...{ params, seat, panel }} />
    ),
  )
}

function More({ params }: { params: ReviewParams }) {
  const w = useWords(reviewWords)
  const forget = useForgetReplies()
  const [isShown, setShown] = useState(false)
  if (!isShown)
    return (
      <div>
        <Button onClick={() => setShown(true)}>{w.add}</Button>
      </div>
    )
  return (
    <ConveneForm
      least={1}
      send={w.add}
      onSend={async (seats) => {
        await api(addExperts, { params, body: { seats } })
        await forget()
        setShown(false)
      }}
    />
  )
}
