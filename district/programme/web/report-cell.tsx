import { Input, Segmented } from 'antd'
import { useState } from 'react'
import { reportMilestone, type StandRow, withdrawReport } from '#district/programme/contract/milestones.ts'
import { REPORTED } from '#district/programme/rules/milestones.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { today } from '#platform/ui/today.ts'
import s from './programme.module.css'
import { useAsked } from './use-asked.ts'
import { words } from './words.ts'

/** The report a milestone rests on, and for who may, the way to report anew or to withdraw it. */
export function ReportCell({ row, mayReport }: { row: StandRow; mayReport: boolean }) {
  const w = useWords(words)
  const n = useNumbers()
  const { asOf } = useAsked()
  const { report } = row
  // What is done is done today: on a past day there is nothing to press.
  const acts = mayReport && !asOf
  return (
    <div className={s.report}>
      {report && (
        <span>
          {n.day(report.happenedOn)} {report.note}
          <span className={`quiet small ${s.below}`}>
            {report.generated ? w.generated : `${report.source} · ${w.grade(report.grade)}`}
          </span>
        </span>
      )}
      {acts && (
        <span className={`${s.acts} no-print`}>
          <ReportButton row={row} />
          {report && <WithdrawButton reportId={report.reportId} />}
        </span>
      )}
    </div>
  )
}

interface Entry {
  readonly state: (typeof REPORTED)[number]
  readonly happenedOn: string
  readonly note: string
  readonly source: string
}
const EMPTY = { state: 'met', note: '', source: '' } as const

function ReportButton({ row: { milestoneId, subjectId, evidence, phrase, subject } }: { row: StandRow }) {
  const w = useWords(words)
  const name = useName()
  const forget = useForgetReplies()
  const [entry, setEntry] = useState<Entry>({ ...EMPTY, happenedOn: today() })
  const set = (patch: Partial<Entry>) => setEntry({ ...entry, ...patch })
  const id = (field: string) => `${milestoneId}-${subjectId}-${field}`
  const send = async () => {
    await api(reportMilestone, { params: { milestoneId }, body: { subjectId, ...entry } })
    await forget()
    setEntry({ ...EMPTY, happenedOn: today() })
  }
  return (
    <ConfirmButton
      small
      label={w.report}
      title={`${w.reportTitle}: ${name(subject)} ${phrase}`}
      why={w.reportWhy(evidence.map(name).join('、'))}
      onConfirm={send}
    >
      <Segmented
        aria-label={w.state}
        value={entry.state}
        onChange={(state) => set({ state })}
        options={REPORTED.map((state) => ({ value: state, label: w[state === 'met' ? 'metState' : state] }))}
      />
      <Field id={id('on')} label={w.happenedOn}>
        <input
          id={id('on')}
          className={s.day}
          type="date"
          max={today()}
          value={entry.happenedOn}
          onChange={(event) => set({ happenedOn: event.target.value })}
        />
      </Field>
      <Field id={id('source')} label={w.source}>
        <Input
          id={id('source')}
          value={entry.source}
          maxLength={200}
          onChange={(event) => set({ source: event.target.value })}
        />
      </Field>
      <Field id={id('note')} label={w.note}>
        <Input.TextArea
          id={id('note')}
          value={entry.note}
          maxLength={400}
          onChange={(event) => set({ note: event.target.value })}
        />
      </Field>
    </ConfirmButton>
  )
}

function WithdrawButton({ reportId }: { reportId: string }) {
  const w = useWords(words)
  const forget = useForgetReplies()
  return (
    <ConfirmButton
      small
      danger
      label={w.withdraw}
      title={w.withdrawTitle}
      why={w.withdrawWhy}
      reason={w.reason}
      onConfirm={async (reason) => {
        await api(withdrawReport, { params: { reportId }, body: { reason } })
        await forget()
      }}
    />
  )
}
