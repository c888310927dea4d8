import { Link } from '@tanstack/react-router'
import type { Case, FormOfCase } from '#mechanisms/application/contract/shapes.ts'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { actWords } from './act-words.ts'
import s from './application.module.css'
import type { Files } from './entry.ts'
import { formWords } from './form/form-words.ts'
import { formPath } from './parts/paths.ts'
import { useTexts } from './use-texts.ts'

const ACCEPTED = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.csv,.txt'
const OTHER = 'other'

interface DocumentFieldsProps {
  readonly found: Case
  readonly files: Files
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (files: Files) => void
}

/** A document that is not brought in but made by filling in a form. */
function MadeByForm({
  found,
  form,
  errorAt,
}: Pick<DocumentFieldsProps, 'found' | 'errorAt'> & { form: FormOfCase }) {
  const w = useWords(formWords)
  const a = useWords(actWords)
  const texts = useTexts()
  const isThere = found.may.there.includes(form.document)
  return (
    <Field label={texts.document(form.document)} error={errorAt(`documents.${form.document}`)}>
      <p className="small">
        {isThere ? a.there : w.madeByForm} ·{' '}
        <Link to={formPath(found, form.formId)}>{isThere ? w.look : form.draftAt ? w.goOn : w.fillIn}</Link>
      </p>
    </Field>
  )
}

/** A field for each document the step asks for, which of them are there, and one for anything else. */
export function DocumentFields({ found, files, errorAt, onChange }: DocumentFieldsProps) {
  const w = useWords(actWords)
  const texts = useTexts()
  const needed = found.steps.find(({ node }) => node === found.at)?.documents ?? []
  const form = found.forms.find(({ node }) => node === found.at)
  return (
    <fieldset className={s.documents}>
      <legend>{w.documents}</legend>
      <p className="quiet small" {...figures('wording')}>
        {w.documentHint}
      </p>
      {form && needed.includes(form.document) && <MadeByForm {...{ found, form, errorAt }} />}
      {[...needed.filter((kind) => kind !== form?.document), OTHER].map((kind) => (
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
