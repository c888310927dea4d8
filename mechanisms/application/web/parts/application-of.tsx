import { Link, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { useState } from 'react'
import type { CaseRow, Procedure } from '#mechanisms/application/contract/shapes.ts'
import { listCases, listProcedures, openCase } from '#mechanisms/application/contract.ts'
import { useRight, useSession } from '#platform/ui/account/use-session.ts'
import { api, useForgetReplies, useReadIf } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Field } from '#platform/ui/field.tsx'
import { type Both, useName, useWords } from '#platform/ui/language.ts'
import { applyWords } from './apply-words.ts'
import { casePath } from './paths.ts'

/** Open applications for subjects of a kind, and the procedures that the reader may open one by. */
export interface Applications {
  readonly bySubject: ReadonlyMap<string, CaseRow>
  readonly offered: readonly Procedure[]
}

/** Applications for a kind of subject; `undefined` where the reader may see none. */
export function useApplications(subjectKind: string): Applications | undefined {
  const mayRead = useRight('application.read')
  const mayAct = useRight('application.act')
  const session = useSession()
  const query = { subjectKind, status: 'open' as const, limit: 500 }
  const cases = useReadIf(mayRead, listCases, { query }).data
  const procedures = useReadIf(mayRead, listProcedures).data
  if (!cases || !procedures) return undefined
  const role = session?.acting?.role ?? ''
  return {
    bySubject: new Map(cases.rows.map((row) => [row.subjectId, row])),
    offered: procedures.filter(
      ({ subjectKind: kind, first }) => mayAct && kind === subjectKind && first.roles.includes(role),
    ),
  }
}

interface ApplicationOfProps {
  readonly of: Applications
  readonly subjectKind: string
  readonly subjectId: string
  readonly title: Both
}

/** Where the application for a subject is; without one, the way to open it for who may. */
export function ApplicationOf({ of, subjectKind, subjectId, title }: ApplicationOfProps) {
  const w = useWords(applyWords)
  const name = useName()
  const navigate = useNavigate()
  const forget = useForgetReplies()
  const [chosen, setChosen] = useState<string>()
  const [facts, setFacts] = useState<Readonly<Record<string, string>>>({})
  const open = of.bySubject.get(subjectId)
  if (open) return <Link to={casePath(open)}>{name(open.atName)}</Link>
  const procedure = of.offered.find(({ procedureId }) => procedureId === chosen) ?? of.offered[0]
  if (!procedure) return null
  const start = async () => {
    const { procedureId, questions } = procedure
    const asked = questions.flatMap(({ fact }) => (facts[fact] ? [[fact, facts[fact]] as const] : []))
    const key = await api(openCase, {
      body: { procedureId, subjectKind, subjectId, facts: Object.fromEntries(asked) },
    })
    await forget()
    await navigate({ to: casePath(key) })
  }
  return (
    <ConfirmButton small label={w.start} title={w.startTitle} why={w.startWhy(name(title))} onConfirm={start}>
      {of.offered.length > 1 && (
        <Field id={`procedure-${subjectId}`} label={w.procedure}>
          <Select
            id={`procedure-${subjectId}`}
            value={procedure.procedureId}
            onChange={setChosen}
            options={of.offered.map((one) => ({ value: one.procedureId, label: name(one.name) }))}
          />
        </Field>
      )}
      {procedure.questions.map((question) => (
        <Field key={question.fact} id={`${question.fact}-${subjectId}`} label={name(question.name)}>
          <Select
            id={`${question.fact}-${subjectId}`}
            value={facts[question.fact] ?? ''}
            onChange={(value) => setFacts({ ...facts, [question.fact]: value })}
            options={[
              { value: '', label: name(question.otherwise) },
              ...question.values.map((one) => ({ value: one.value, label: name(one.name) })),
            ]}
          />
        </Field>
      ))}
    </ConfirmButton>
  )
}
