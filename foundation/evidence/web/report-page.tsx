import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { type Fact, listFactsAsOf, recordFactsRoute, uploadDocument } from '#foundation/evidence/contract.ts'
import { periodStart, type Term, terms } from '#foundation/evidence/rules.ts'
import type { Area } from '#foundation/place/contract.ts'
import { FacilitySelect } from '#foundation/place/web/parts/facility-select.tsx'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { ProblemError } from '#platform/http/client.ts'
import { ActionButton } from '#platform/ui/action-button.tsx'
import { api, upload, useForgetReplies, useReadIf } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { today } from '#platform/ui/today.ts'
import { useUrlState } from '#platform/ui/url-state.ts'
import s from './facts.module.css'
import { ValueInput } from './parts/value-input.tsx'
import { About, type Errors, isAboutFacility, subjectKindOf } from './report-about.tsx'
import { TermCard } from './term-card.tsx'
import { words } from './words.ts'

const DEFAULTS = { community: '', term: '', facility: '', kind: '' }

/** What is typed once a term is chosen; `undefined` period means that of the term. */
interface Entry {
  readonly value: unknown
  readonly from?: string
  readonly to: string
  readonly source: string
  readonly proof?: File | undefined
}
const EMPTY: Entry = { value: undefined, to: '', source: '' }

/** Report one fact: about whom, what, the value in the form of its term, for when, from where. */
export function Page() {
  const w = useWords(words)
  const may = useMay()
  const why = may('evidence.record')
  const [saved, setSaved] = useState<string>()
  return (
    <PageFrame title={w.reportTitle} under={w.reportWhy} over={<Link to="/facts">{w.title}</Link>}>
      {why && (
        <div className={s.notice}>
          <h2>{why}</h2>
          <p>{w.needRightWhy}</p>
        </div>
      )}
      {saved && (
        <p className={s.saved} role="status">
          <b>{w.saved}</b>
          <Link to="/facts" search={{ fact: saved } as never}>
            {w.seeFact}
          </Link>
        </p>
      )}
      <ReportForm why={why} onSaved={setSaved} />
    </PageFrame>
  )
}

interface ReportFormProps {
  /** Why nothing may be sent. */
  readonly why: string | undefined
  readonly onSaved: (fact: string | undefined) => void
}

function ReportForm({ why, onSaved }: ReportFormProps) {
  const w = useWords(words)
  const forget = useForgetReplies()
  const { byId } = useAreas()
  const [choice, change] = useUrlState(DEFAULTS)
  const [entry, setEntry] = useState(EMPTY)
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const area = byId.get(choice.community)
  const term = terms.get(choice.term)
  const standing = useReadIf(area !== undefined && term !== undefined, listFactsAsOf, {
    query: { communityId: area?.areaId ?? '', term: term?.id ?? '', holdsOn: today() },
  }).data?.find(({ subjectId }) => subjectId === (choice.facility || area?.areaId))
  // A survey adds to the one before: what was looked for then is not forgotten.
  const before = term?.of ? [...kindsOf(standing), ...(choice.kind ? [choice.kind] : [])] : undefined
  const value = entry.value ?? before
  const isDaily = term?.every === 'day'
  const from = entry.from ?? (term ? periodStart(term.every, today()) : '')
  const set = (patch: Partial<Entry>) => setEntry({ ...entry, ...patch })

  const send = async (event: FormEvent) => {
    event.preventDefault()
    onSaved(undefined)
    if (!area) return setErrors({ communityId: w.areaNeeded })
    if (!term) return setErrors({ term: w.termNeeded })
    const subject = isAboutFacility(term) ? choice.facility : area.areaId
    if (!subject) return setErrors({ subjectId: w.facilityNeeded })
    setBusy(true)
    setErrors({})
    try {
      const factId = await report(area, subject, term, { ...entry, value, from })
      await forget()
      onSaved(`${area.areaId}/${factId}`)
      setEntry({ ...EMPTY, source: entry.source })
      change({ term: '', facility: '', kind: '' })
      scrollTo({ top: 0 })
    } catch (error) {
      setErrors(error instanceof ProblemError ? errorsOf(error) : { form: w.lost })
    }
    setBusy(false)
  }

  return (
    <div className={s.columns}>
      <form className={`panel ${s.form}`} onSubmit={send} noValidate>
        <About {...{ area, term, standing, errors }} onChange={change} />
        {area && term && isAboutFacility(term) && (
          <Field id="facility" label={w.facility} error={errors.subjectId}>
            <FacilitySelect
              id="facility"
              label={w.chooseFacility}
              communityId={area.areaId}
              value={choice.facility}
              invalid={Boolean(errors.subjectId)}
              onChange={(facility) => change({ facility })}
            />
          </Field>
        )}
        {term && (
          <Field
            label={w.value}
            {...(term.type !== 'choice' && { id: 'value' })}
            error={errors.value ?? errors.unit}
          >
            <ValueInput
              key={term.id}
              term={term}
              value={value}
              invalid={Boolean(errors.value)}
              onChange={(value) => set({ value })}
            />
          </Field>
        )}
        <div className={s.two}>
          <Field
            id="from"
            label={isDaily ? w.day : w.from}
            hint={isDaily ? w.dayHint : w.fromHint}
            error={errors.validFrom}
          >
            <Input
              id="from"
              type="date"
              value={from}
              onChange={(event) => set({ from: event.target.value })}
            />
          </Field>
          {!isDaily && (
            <Field id="to" label={w.to} hint={w.toHint} error={errors.validTo}>
              <Input
                id="to"
                type="date"
                value={entry.to}
                onChange={(event) => set({ to: event.target.value })}
              />
            </Field>
          )}
        </div>
        <Field id="source" label={w.source} error={errors.source}>
          <Input
            id="source"
            maxLength={400}
            placeholder={w.sourceHint}
            value={entry.source}
            onChange={(event) => set({ source: event.target.value })}
          />
        </Field>
        <Field
          id="proof"
          label={term?.proof ? w.proofNeeded : w.proof}
          hint={w.proofHint}
          error={errors.documentId}
        >
          <input
            id="proof"
            type="file"
            key={busy ? 'sending' : (entry.proof?.name ?? 'none')}
            accept={DOCUMENTS}
            onChange={(event) => set({ proof: event.target.files?.[0] })}
          />
          {entry.proof && <p className="small">{entry.proof.name}</p>}
        </Field>
        {errors.form && (
          <p className={s.wrong} role="alert">
            {errors.form}
          </p>
        )}
        <div>
          <ActionButton type="primary" htmlType="submit" loading={busy} why={why}>
            {w.send}
          </ActionButton>
        </div>
      </form>
      {term && <TermCard term={term} />}
    </div>
  )
}

const DOCUMENTS = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.csv,.txt'

const kindsOf = (fact: Fact | undefined) => (fact ? (fact.value as string[]) : [])

/** Uploads what belongs to it, then records the fact. @returns its id. @throws ProblemError if the server refuses. */
async function report(
  area: Area,
  subjectId: string,
  term: Term,
  entry: Entry & { readonly from: string },
): Promise<string> {
  const communityId = area.areaId
  const keep = async (file: File) =>
    (await upload(uploadDocument, { communityId }, file, () => {})).documentId
  const { value, proof } = entry
  const documentId = proof && (await keep(proof))
  const { factIds } = await api(recordFactsRoute, {
    body: {
      facts: [
        {
          communityId,
          subjectKind: subjectKindOf(area, term),
          subjectId,
          term: term.id,
          value: value instanceof File ? await keep(value) : (value ?? null),
          validFrom: entry.from,
          validTo: (term.every !== 'day' && entry.to) || null,
          source: entry.source.trim(),
          ...(documentId && { documentId }),
        },
      ],
    },
  })
  return factIds[0]!
}

/** The server's refusal by field of the form; what names none of them stands below the form. */
function errorsOf({ problem }: ProblemError): Errors {
  const { code, title, faults = [] } = problem
  if (code === 'AREA_OF_OTHERS') return { communityId: title }
  if (code === 'DOCUMENT_KIND' || code === 'BODY_TOO_LARGE') return { documentId: title }
  const errors: Record<string, string> = {}
  for (const { field, reason } of faults) errors[field?.split('.').at(-1) ?? 'form'] ??= reason
  return faults.length > 0 ? errors : { form: title }
}
