import { Link } from '@tanstack/react-router'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { type CaseForm, handInForm, saveForm } from '#mechanisms/application/contract/forms.ts'
import {
  countsOf,
  type Entries,
  FIELD_STATES,
  type Filled,
  formObjections,
  type Known,
} from '#mechanisms/application/rules/form.ts'
import type { Form } from '#mechanisms/application/rules/form-pack.ts'
import { ProblemError } from '#platform/http/client.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { casePath } from '../parts/paths.ts'
import s from './form.module.css'
import type { FormParams } from './form-params.ts'
import { formWords } from './form-words.ts'
import { isShown, type Only } from './shown.ts'

interface FormBarProps {
  readonly params: FormParams
  readonly form: Form
  readonly found: CaseForm
  readonly known: ReadonlyMap<string, Known>
  readonly filled: readonly Filled[]
  readonly entries: Entries
  readonly isUnsaved: boolean
  readonly only: Only
  readonly onOnly: (only: Only) => void
  readonly onFaults: (faults: ReadonlyMap<string, string>) => void
  /** What is stored now. */
  readonly onEntries: (entries: Entries) => void
}

/** What the form is made of, which part of it is shown, and what is done with it; it stays in view. */
export function FormBar(props: FormBarProps) {
  const { params, form, found, known, filled, entries, isUnsaved, only, onOnly, onFaults, onEntries } = props
  const w = useWords(formWords)
  const n = useNumbers()
  const name = useName()
  const forget = useForgetReplies()
  const [notice, setNotice] = useState<Notice>()
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState('')
  const counts = countsOf(filled)
  const required = filled.filter((one) => isShown(one, 'required')).length
  const isAmendment = found.task === 'amend'
  const refused = async (error: unknown) => {
    const faults = faultsOf(error)
    const isChanged = error instanceof ProblemError && error.problem.code === 'FORM_CHANGED'
    if (isChanged) await forget()
    onFaults(faults)
    if (faults.size > 0) reveal([...faults.keys()][0]!)
    const title = error instanceof ProblemError ? error.problem.title : w.failed
    setNotice({ isWrong: true, isChanged, text: faults.size > 0 ? w.refused(n.count(faults.size)) : title })
  }
  const objections = formObjections(form, known, entries, found.stating)
  // What the server would object to is said before anything is asked.
  const showObjections = () => {
    onFaults(new Map(objections.map(({ field, reason }) => [field, name(reason)])))
    reveal(objections[0]!.field)
    setNotice({ isWrong: true, text: w.refused(n.count(objections.length)) })
  }
  const save = async () => {
    setBusy(true)
    try {
      await api(saveForm, {
        params,
        body: { revision: found.revision, entries: entries as CaseForm['entries'] },
      })
      onEntries(entries)
      await forget()
      setNotice({ isWrong: false, text: w.saved })
    } catch (error) {
      await refused(error)
    }
    setBusy(false)
  }
  const handIn = async () => {
    const body = {
      revision: found.revision,
      packages: found.packages.length,
      entries: entries as CaseForm['entries'],
    }
    try {
      const { packageNo } = await api(handInForm, {
        params,
        body: { ...body, ...(isAmendment && { reason }) },
      })
      onFaults(new Map())
      onEntries({})
      setReason('')
      await forget()
      setNotice({ isWrong: false, isHandedIn: true, text: w.handedInNow(n.count(packageNo)) })
    } catch (error) {
      await refused(error)
      if (isAmendment && faultsOf(error).has('reason')) throw error
    }
  }
  return (
    <section className={`panel ${s.bar}`}>
      <div className={s.chips} {...figures('opens')}>
        <Radio.Group
          aria-label={w.show}
          optionType="button"
          value={only}
          onChange={(event) => onOnly(event.target.value)}
          options={[
            { value: 'all', label: `${w.all} ${n.count(filled.length)}` },
            ...FIELD_STATES.map((state) => ({
              value: state,
              label: `${w[state]} ${w.items(n.count(counts[state]))}`,
            })),
            ...(found.may ? [{ value: 'required', label: `${w.required} ${n.count(required)}` }] : []),
          ]}
        />
      </div>
      {found.may && (
        <div className={s.deeds}>
          {isUnsaved && <span className="quiet small">{w.unsaved}</span>}
          <Button disabled={!isUnsaved} loading={busy} onClick={() => void save()}>
            {w.save}
          </Button>
          {objections.length > 0 ? (
            <Button type="primary" onClick={showObjections}>
              {isAmendment ? w.amend : w.handIn}
            </Button>
          ) : (
            <ConfirmButton
              primary
              label={isAmendment ? w.amend : w.handIn}
              title={isAmendment ? w.amendTitle : w.handInTitle}
              why={
                <span {...figures('opens')}>
                  {w.handInWhy(n.count(counts.new), n.count(counts.corrected))}
                </span>
              }
              onConfirm={handIn}
            >
              {isAmendment && (
                <Field id="amend-reason" label={w.reason}>
                  <Input.TextArea
                    id="amend-reason"
                    rows={2}
                    maxLength={2000}
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                  />
                </Field>
              )}
            </ConfirmButton>
          )}
        </div>
      )}
      {notice && (
        <p
          className={notice.isWrong ? s.wrong : s.said}
          role={notice.isWrong ? 'alert' : 'status'}
          {...figures('wording')}
        >
          {notice.text} {notice.isHandedIn && <Link to={casePath(params)}>{w.toCase}</Link>}
          {notice.isChanged && (
            <Button size="small" onClick={() => onEntries(found.entries)}>
              {w.takeTheirs}
            </Button>
          )}
        </p>
      )}
      {found.savedAt && !notice && (
        <p className="quiet small" {...figures('record')}>
          {w.savedBy(found.savedBy ?? '', n.moment(found.savedAt))}
        </p>
      )}
    </section>
  )
}

interface Notice {
  readonly text: string
  readonly isWrong: boolean
  readonly isChanged?: boolean
  readonly isHandedIn?: boolean
}

const faultsOf = (error: unknown): ReadonlyMap<string, string> =>
  new Map(
    (error instanceof ProblemError ? (error.problem.faults ?? []) : []).flatMap(({ field, reason }) =>
      field ? [[field, reason] as const] : [],
    ),
  )

/** Brings the first field that is in the way into view, once the page has drawn why. */
function reveal(field: string): void {
  requestAnimationFrame(() => {
    const control = document.getElementById(`field-${field}`)
    control?.scrollIntoView({ block: 'center' })
    control?.focus({ preventScroll: true })
  })
}
