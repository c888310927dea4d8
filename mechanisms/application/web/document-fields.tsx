import type { Case } from '#mechanisms/application/contract/shapes.ts'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { actWords } from './act-words.ts'
import s from './application.module.css'
import type { Files } from './entry.ts'
import { useTexts } from './use-texts.ts'

const ACCEPTED = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.csv,.txt'
const OTHER = 'other'

interface DocumentFieldsProps {
  readonly found: Case
  readonly files: Files
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (files: Files) => void
}

/** A field for each document the step asks for, which of them are there, and one for anything else. */
export function DocumentFields({ found, files, errorAt, onChange }: DocumentFieldsProps) {
  const w = useWords(actWords)
  const texts = useTexts()
  const needed = found.steps.find(({ node }) => node === found.at)?.documents ?? []
  return (
    <fieldset className={s.documents}>
      <legend>{w.documents}</legend>
      <p className="quiet small" {...figures('wording')}>
        {w.documentHint}
      </p>
      {[...needed, OTHER].map((kind) => (
        <Field
          key={kind}
          id={`document-${kind}`}
          label={`${texts.document(kind)}${found.may.there.includes(kind) ? ` (${w.there})` : ''}`}
          error={errorAt(`documents.${kind}`)}
        >
          <input
            id={`document-${kind}`}
            type="file"
            accept={ACCEPTED}
            onChange={(event) => onChange({ ...files, [kind]: event.target.files?.[0] })}
          />
        </Field>
      ))}
    </fieldset>
  )
}
