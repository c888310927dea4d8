import { Link } from '@tanstack/react-router'
import type { Case, FormOfCase } from '#mechanisms/application/contract/shapes.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './application.module.css'
import { formWords } from './form/form-words.ts'
import { formPath } from './parts/paths.ts'

/** The forms of a case: how far each is, and how much of it was known already. */
export function FormsPanel({ found }: { found: Case }) {
  const w = useWords(formWords)
  if (found.forms.length === 0) return null
  return (
    <section className={`panel ${s.section}`} aria-labelledby="forms-title">
      <h2 id="forms-title">{w.forms}</h2>
      <p className="quiet small">{w.formsWhy}</p>
      <ul className={s.history} {...figures('record')}>
        {found.forms.map((form) => (
          <li key={form.formId}>
            <FormLine {...{ found, form }} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function FormLine({ found, form }: { found: Case; form: FormOfCase }) {
  const w = useWords(formWords)
  const n = useNumbers()
  const name = useName()
  const { counts, packages, draftAt } = form
  const isMine = form.node === found.at && found.may.turn !== null
  const step = found.steps.find(({ node }) => node === form.node)
  return (
    <>
      <p className={s.happened}>
        <b>
          <Link to={formPath(found, form.formId)}>{name(form.name)}</Link>
        </b>
        <span className="quiet small">
          {packages > 0 ? w.handedIn(n.count(packages)) : draftAt ? w.draft(n.moment(draftAt)) : w.notBegun}
        </span>
      </p>
      <p className="small quiet">
        {step && name(step.name)}
        {counts &&
          ` · ${w.counts(n.count(counts.reused), n.count(counts.new), n.count(counts.corrected), n.count(counts.missing))}`}
      </p>
      {isMine && (
        <p>
          <Link to={formPath(found, form.formId)}>{draftAt ? w.goOn : packages > 0 ? w.look : w.fillIn}</Link>
        </p>
      )}
    </>
  )
}
