import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import {
  confirmFactRoute,
  errors,
  type Fact,
  getDocument,
  getFact,
  withdrawFactRoute,
} from '#foundation/evidence/contract.ts'
import { judgementRefusal, stateOf, terms } from '#foundation/evidence/rules.ts'
import { listFacilities } from '#foundation/place/contract.ts'
import { facilitySearch } from '#foundation/place/web/parts/paths.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { ProblemError } from '#platform/http/client.ts'
import { urlOf } from '#platform/http/route.ts'
import { useSession } from '#platform/ui/account/use-session.ts'
import { ActionButton } from '#platform/ui/action-button.tsx'
import { api, useForgetReplies, useReadIf, useReadKeeping } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { awaitsRenewal } from './awaits-renewal.ts'
import { FactState } from './fact-state.tsx'
import s from './facts.module.css'
import { Overdue } from './parts/overdue.tsx'
import { ReportLink } from './parts/report-link.tsx'
import { useFactTexts } from './parts/use-fact-texts.ts'
import { words } from './words.ts'

/** One fact with where it comes from and who did what with it; confirmed with one click, withdrawn with a reason. */
export function FactDetails({ communityId, factId }: { communityId: string; factId: string }) {
  const w = useWords(words)
  const found = useReadKeeping(getFact, { params: { communityId, factId } })
  if (found.error) return <Empty title={w.gone} why={w.goneWhy} />
  if (!found.data) return <Loading />
  return (
    <div className={s.details} {...figures('record')}>
      <Facts of={found.data} />
      <Judgement key={factId} of={found.data} />
    </div>
  )
}

function Facts({ of: fact }: { of: Fact }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useFactTexts()
  const { byId } = useAreas()
  const area = byId.get(fact.communityId)
  const term = terms.get(fact.term)
  const who = (role: string | null, person: string | null, at: string | null) =>
    [person, role && texts.role(role), at && n.moment(at)].filter(Boolean).join(' · ')
  const isArea = fact.subjectId === fact.communityId
  const rows: readonly (readonly [label: string, content: ReactNode])[] = [
    [w.state, <FactState key="state" state={stateOf(fact)} />],
    [w.area, area ? name(area.name) : fact.communityId],
    [w.subject, !isArea && <Subject of={fact} key="subject" />],
    [w.period, texts.period(fact.validFrom, fact.validTo)],
    [w.renew, <Renewal of={fact} key="renew" />],
    [w.source, fact.source],
    [w.document, fact.documentId && <Proof of={fact} id={fact.documentId} key="document" />],
    [w.grade, `${fact.grade} · ${w[`grade ${fact.grade}`]}`],
    [w.entered, who(fact.enteredRole, fact.enteredByName, fact.recordedAt)],
    [
      w.confirmedBy,
      fact.confirmedAt ? (
        who(fact.confirmedRole, fact.confirmedByName, fact.confirmedAt)
      ) : (
        <span className="quiet">{w.notYet}</span>
      ),
    ],
    [w.withdrawnBy, fact.withdrawnAt && who(null, fact.withdrawnByName, fact.withdrawnAt)],
    [w.withdrawnWhy, fact.withdrawnReason],
    [w.data, fact.generated && w.generated],
  ]
  return (
    <>
      <div>
        <h2>{texts.term(fact.term)}</h2>
        <p className={`${s.value} ${term?.of ? s.list : ''}`}>
          {term?.type === 'document' ? (
            <Proof of={fact} id={String(fact.value)} />
          ) : (
            texts.value(fact.term, fact.value, fact.unit)
          )}
        </p>
        {term && <p className="quiet small">{name(term.description)}</p>}
      </div>
      <dl className={s.rows}>
        {rows.map(
          ([label, content]) =>
            content && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{content}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  )
}

/** Until when the fact is to be renewed and by whom; for whoever may, the way to do it. */
function Renewal({ of: fact }: { of: Fact }) {
  const w = useWords(words)
  const texts = useFactTexts()
  if (fact.superseded) return w.superseded
  if (fact.overdueFrom === null) return fact.validTo ? w.endsByItself : w.agesNot
  const enter = (terms.get(fact.term)?.enter ?? []).map(texts.role).join(w.and)
  return (
    <>
      {awaitsRenewal(fact) ? <Overdue since={fact.overdueFrom} /> : w.holdsUntil(fact.overdueFrom)}
      {w.renewedBy(enter)} <ReportLink areaId={fact.communityId} term={fact.term} />
    </>
  )
}

/** A facility by its name, anything else by its id. */
function Subject({ of: { subjectKind, subjectId } }: { of: Fact }) {
  const w = useWords(words)
  const name = useName()
  const found = useReadIf(subjectKind === 'facility', listFacilities, { query: { facilityId: subjectId } })
  const facility = found.data?.rows[0]
  if (!facility) return `${w[subjectKind]} ${subjectId}`
  return (
    <Link to="/facilities" search={facilitySearch(subjectId) as never}>
      {name(facility.name)}
    </Link>
  )
}

function Proof({ of: { communityId }, id }: { of: Fact; id: string }) {
  const w = useWords(words)
  return <a href={urlOf(getDocument, { params: { communityId, documentId: id } })}>{w.openDocument}</a>
}

function Judgement({ of: fact }: { of: Fact }) {
  const w = useWords(words)
  const name = useName()
  const may = useMay()
  const session = useSession()
  const forget = useForgetReplies()
  const [withdrawing, setWithdrawing] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const { communityId, factId } = fact
  const why = (action: 'confirm' | 'withdraw', right: string) => {
    const code = judgementRefusal(action, fact, session?.account?.accountId ?? null)
    return code ? name(errors[code]) : may(right, communityId)
  }
  const judge = async (act: () => Promise<unknown>) => {
    setBusy(true)
    setRefused(undefined)
    try {
      await act()
      setWithdrawing(false)
    } catch (error) {
      setRefused(error instanceof ProblemError ? error.problem.title : w.lost)
    }
    await forget()
    setBusy(false)
  }
  const params = { communityId, factId }
  const withdraw = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim().length < 2) return setRefused(w.reasonNeeded)
    void judge(() => api(withdrawFactRoute, { params, body: { reason: reason.trim() } }))
  }
  return (
    <section className={s.judgement} aria-label={w.whatToDo}>
      <ActionButton
        type="primary"
        why={why('confirm', 'evidence.confirm')}
        loading={busy && !withdrawing}
        onClick={() => judge(() => api(confirmFactRoute, { params }))}
      >
        {w.confirm}
      </ActionButton>
      {!withdrawing && (
        <ActionButton why={why('withdraw', 'evidence.record')} onClick={() => setWithdrawing(true)}>
          {w.withdraw}
        </ActionButton>
      )}
      {withdrawing && (
        <form className={s.withdraw} onSubmit={withdraw} noValidate>
          <Field id="reason" label={w.withdrawReason} hint={w.withdrawHint}>
            <Input.TextArea
              id="reason"
              autoFocus
              rows={2}
              maxLength={400}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          <p className={s.buttons}>
            <Button danger htmlType="submit" loading={busy}>
              {w.withdraw}
            </Button>
            <Button onClick={() => setWithdrawing(false)}>{w.cancel}</Button>
          </p>
        </form>
      )}
      {refused && (
        <p className={s.wrong} role="alert">
          {refused}
        </p>
      )}
    </section>
  )
}
