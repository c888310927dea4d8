import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Case } from '#mechanisms/application/contract/shapes.ts'
import { actOnCase, copyCase, uploadCaseDocument } from '#mechanisms/application/contract.ts'
import { ProblemError } from '#platform/http/client.ts'
import { api, upload, useForgetReplies } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Field } from '#platform/ui/field.tsx'
import { useWords } from '#platform/ui/language.ts'
import { refusalOf } from '#platform/ui/refusal.ts'
import { actWords } from './act-words.ts'
import s from './application.module.css'
import { DocumentFields } from './document-fields.tsx'
import type { Choice, Entry } from './entry.ts'
import { HolderFields } from './holder-fields.tsx'
import { LetterFields } from './letter-fields.tsx'
import { ReturnFields } from './return-fields.tsx'

const EMPTY: Entry = { opinion: '', files: {}, letterNo: '', letterDay: '', comesBack: true }

interface ActFormProps {
  readonly found: Case
  readonly choice: Choice
  /** Done: what to say of it. */
  readonly onDone: (sentence: string) => void
  /** Somebody else was first; what they did is on the page by then. */
  readonly onChanged: (sentence: string) => void
}

/** The form of one deed, with the server's reasons at the fields they are about. */
export function ActForm({ found, choice, onDone, onChanged }: ActFormProps) {
  const w = useWords(actWords)
  const forget = useForgetReplies()
  const [entry, setEntry] = useState(EMPTY)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const set = (patch: Partial<Entry>) => setEntry({ ...entry, ...patch })
  const refused = refusalOf(failure)
  const errorAt = (field: string) => refused?.at(field)
  const isTurn = choice === 'decide' || choice === 'return'
  const send = async () => {
    await (choice === 'copy' ? tell(found, entry) : act(found, choice, entry))
    await forget()
    onDone(choice === 'copy' ? w.told : w.done)
  }
  const submit = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await send()
    } catch (error) {
      const isChanged = error instanceof ProblemError && error.problem.code === 'CASE_CHANGED'
      if (isChanged) await forget()
      if (isChanged) onChanged(error.problem.title)
      else setFailure(error)
      setBusy(false)
    }
  }
  return (
    <form
      className={s.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className="quiet small">{w[`${choice}Why`]}</p>
      {choice === 'return' && <ReturnFields {...{ found, entry, set, errorAt }} />}
      {(choice === 'transfer' || choice === 'add-signer' || choice === 'copy') && (
        <HolderFields
          found={found}
          right={choice === 'copy' ? 'application.read' : 'application.act'}
          value={entry.to}
          errorAt={errorAt}
          onChange={(to) => set({ to })}
        />
      )}
      {isTurn && found.may.byLetter && <LetterFields {...{ found, entry, set, errorAt }} />}
      {choice === 'decide' && (
        <DocumentFields
          found={found}
          files={entry.files}
          errorAt={errorAt}
          onChange={(files) => set({ files })}
        />
      )}
      {choice !== 'withdraw' && (
        <Field
          id="opinion"
          label={choice === 'copy' ? w.note : NEEDS_OPINION.has(choice) ? w.opinion : w.opinionOptional}
          error={errorAt('opinion')}
        >
          <Input.TextArea
            id="opinion"
            rows={3}
            maxLength={choice === 'copy' ? 400 : 2000}
            value={entry.opinion}
            onChange={(event) => set({ opinion: event.target.value })}
          />
        </Field>
      )}
      {failure !== undefined && !refused?.hasFields && (
        <p className={s.wrong} role="alert">
          {refused?.sentence ?? w.failed}
        </p>
      )}
      <div>
        {choice === 'withdraw' || choice === 'exit' ? (
          <ConfirmButton
            danger={choice === 'exit'}
            disabled={choice === 'exit' && !entry.opinion.trim()}
            label={w[choice]}
            title={choice === 'exit' ? w.confirmExit : w.confirmWithdraw}
            why={w[`${choice}Why`]}
            onConfirm={send}
          />
        ) : (
          <Button type="primary" htmlType="submit" loading={busy}>
            {w[choice]}
          </Button>
        )}
      </div>
    </form>
  )
}

const NEEDS_OPINION: ReadonlySet<Choice> = new Set(['return', 'exit'])

/** Uploads what it brings in, then does it. @throws ProblemError if the server refuses. */
async function act(found: Case, deed: Exclude<Choice, 'copy'>, entry: Entry): Promise<void> {
  const { communityId, caseId, events, may } = found
  const documents: { kind: string; documentId: string }[] = []
  for (const [kind, file] of deed === 'decide' ? Object.entries(entry.files) : []) {
    if (!file) continue
    const { documentId } = await upload(uploadCaseDocument, { communityId, caseId }, file, () => {})
    documents.push({ kind, documentId })
  }
  const isByLetter = may.byLetter && (deed === 'decide' || deed === 'return')
  await api(actOnCase, {
    params: { communityId, caseId },
    body: {
      ...{ events, deed },
      ...(may.turn !== null && { turn: may.turn }),
      ...(deed === 'return' && { comesBack: entry.comesBack }),
      ...(deed === 'return' && entry.returnTo && { returnTo: entry.returnTo }),
      ...((deed === 'transfer' || deed === 'add-signer') && entry.to && { to: entry.to }),
      ...(entry.opinion.trim() && { opinion: entry.opinion.trim() }),
      ...(documents.length > 0 && { documents }),
      ...(isByLetter &&
        entry.letterNo.trim() &&
        entry.letterDay && { letter: { number: entry.letterNo.trim(), day: entry.letterDay } }),
    },
  })
}

async function tell({ communityId, caseId }: Case, { to, opinion }: Entry): Promise<void> {
  await api(copyCase, {
    params: { communityId, caseId },
    body: { to: to ?? { role: ' ', areaId: ' ', accountId: null }, note: opinion.trim() },
  })
}
