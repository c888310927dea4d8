import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { decideNotice, type NoticeRow, replyToNotice } from '#district/programme/contract/library-rounds.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './libraries.module.css'
import { roundWords, ruleWords } from './rule-words.ts'

interface NoticesProps {
  readonly data: { readonly today: string; readonly notices: readonly NoticeRow[] }
  readonly mayDecide: boolean
}

/** Who was told of an exit: days left, the reply of the town, and the decision. */
export function Notices({ data, mayDecide }: NoticesProps) {
  const w = useWords(roundWords)
  return (
    <section className={`panel ${s.panel}`} aria-label={w.notices}>
      <h2>{w.notices}</h2>
      {data.notices.length === 0 && <p className="quiet">{w.noNotices}</p>}
      <ul className={s.notices} {...figures('record')}>
        {data.notices.map((notice) => (
          <Notice
            key={`${notice.roundId} ${notice.projectId}`}
            {...{ notice, mayDecide, today: data.today }}
          />
        ))}
      </ul>
    </section>
  )
}

interface NoticeProps {
  readonly notice: NoticeRow
  readonly mayDecide: boolean
  readonly today: string
}

function Notice({ notice, mayDecide, today }: NoticeProps) {
  const w = useWords(roundWords)
  const rw = useWords(ruleWords)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  const { noticedOn, replyUntil, decideFrom, daysLeft, reply, repliedOn, outcome, decidedOn } = notice
  return (
    <li>
      <h3>
        <Link to={`/projects/${notice.projectId}`}>{name(notice.name)}</Link>{' '}
        <span className="quiet small">
          {name(byId.get(notice.townId)?.name ?? { zh: notice.townId, en: notice.townId })}
          {notice.generated && ` · ${rw.demo}`}
        </span>
      </h3>
      <p className="small">
        {w.noticed(n.day(noticedOn), n.day(replyUntil), n.day(decideFrom))}
        {!notice.isConfirmed && ` · ${w.unconfirmed}`}
      </p>
      {outcome === null && reply === null && (
        <p>
          <b>{today > replyUntil ? w.over : daysLeft > 0 ? w.left(n.count(daysLeft)) : w.lastDay}</b>
        </p>
      )}
      <p>
        {reply ? (
          <>
            {w.replied(n.day(repliedOn!))}: <q>{reply}</q>
          </>
        ) : (
          <span className="quiet">{w.noReply}</span>
        )}
      </p>
      {outcome && (
        <p>
          <b>{outcome === 'exits' ? w.hasExited(n.day(decidedOn!)) : w.hasStayed(n.day(decidedOn!))}</b>{' '}
          {notice.reason}
        </p>
      )}
      <div className={`${s.since} no-print`}>
        {notice.mayReply && <ReplyButton notice={notice} />}
        {mayDecide && notice.mayDecide && (
          <>
            <DecideButton notice={notice} outcome="exits" />
            <DecideButton notice={notice} outcome="stays" />
          </>
        )}
      </div>
    </li>
  )
}

function ReplyButton({ notice: { roundId, projectId, name: its } }: { notice: NoticeRow }) {
  const w = useWords(roundWords)
  const name = useName()
  const forget = useForgetReplies()
  const [text, setText] = useState('')
  const id = `reply-${projectId}`
  return (
    <ConfirmButton
      label={w.reply}
      title={w.replyTitle(name(its))}
      why={w.replyWhy}
      onConfirm={async () => {
        await api(replyToNotice, { params: { roundId, projectId }, body: { text } })
        await forget()
      }}
    >
      <Field id={id} label={w.replyText}>
        <Input.TextArea
          id={id}
          rows={4}
          value={text}
          maxLength={2000}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
    </ConfirmButton>
  )
}

function DecideButton({ notice, outcome }: { notice: NoticeRow; outcome: 'exits' | 'stays' }) {
  const w = useWords(roundWords)
  const name = useName()
  const forget = useForgetReplies()
  const { roundId, projectId } = notice
  return (
    <ConfirmButton
      label={w[outcome]}
      title={`${w[outcome]}: ${name(notice.name)}`}
      why={w.decideWhy}
      reason={w.reason}
      danger={outcome === 'exits'}
      onConfirm={async (reason) => {
        await api(decideNotice, { params: { roundId, projectId }, body: { outcome, reason } })
        await forget()
      }}
    />
  )
}
