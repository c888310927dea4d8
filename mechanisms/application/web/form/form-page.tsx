import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type CaseForm, readForm } from '#mechanisms/application/contract/forms.ts'
import { type Entries, fillIn } from '#mechanisms/application/rules/form.ts'
import { type Form, forms } from '#mechanisms/application/rules/form-pack.ts'
import { useRead } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { UnsavedGuard } from '#platform/ui/unsaved-guard.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { casePath } from '../parts/paths.ts'
import { words } from '../words.ts'
import s from './form.module.css'
import { FormBar } from './form-bar.tsx'
import type { FormParams } from './form-params.ts'
import { FormSection } from './form-section.tsx'
import { formWords } from './form-words.ts'
import { Packages } from './packages.tsx'
import { isShown, type Only } from './shown.ts'

const DEFAULTS: { only: Only } = { only: 'all' }

/** A form of an application: filled from what is known, and what is new or has changed is written here. */
export function Page() {
  const w = useWords(words)
  const name = useName()
  const { communityId = '', caseId = '', formId = '' } = useParams({ strict: false })
  const params = { communityId, caseId, formId }
  const found = useRead(readForm, { params })
  const form = forms.get(found.formId)!
  return (
    <PageFrame
      title={name(found.title)}
      over={
        <>
          <Link to="/applications">{w.title}</Link> / <Link to={casePath(params)}>{name(found.subject)}</Link>
        </>
      }
      under={found.why && <span {...figures('wording')}>{name(found.why)}</span>}
    >
      <FilledForm key={formId} {...{ params, found, form }} />
      <Packages {...{ params, found }} />
    </PageFrame>
  )
}

function FilledForm({ params, found, form }: { params: FormParams; found: CaseForm; form: Form }) {
  const w = useWords(formWords)
  const [{ only }, change] = useUrlState(DEFAULTS)
  const [entries, setEntries] = useState<Entries>(found.entries)
  const [saved, setSaved] = useState<Entries>(found.entries)
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const known = new Map(found.known.map((one) => [one.field, one]))
  const filled = fillIn(form, known, entries)
  const states = new Map(filled.map((one) => [one.field.id, one]))
  const isUnsaved = JSON.stringify(entries) !== JSON.stringify(saved)
  const sections = form.sections.map((section) => ({
    ...section,
    fields: section.fields.filter(({ id }) => isShown(states.get(id)!, only as Only)),
  }))
  const write = (id: string, value: unknown) => {
    const { [id]: _, ...rest } = entries
    setEntries(value === undefined ? rest : { ...rest, [id]: value })
    setFaults(new Map([...faults].filter(([field]) => field !== id)))
  }
  return (
    <>
      <UnsavedGuard unsaved={isUnsaved} />
      <FormBar
        {...{ params, form, found, known, filled, entries, isUnsaved, only: only as Only }}
        onOnly={(next) => change({ only: next })}
        onFaults={setFaults}
        onEntries={(next) => {
          setEntries(next)
          setSaved(next)
        }}
      />
      <div className={s.columns}>
        <nav className={`panel ${s.index}`} aria-label={w.sections}>
          <ol>
            {form.sections.map((section) => (
              <SectionLink key={section.id} {...{ section, states }} />
            ))}
          </ol>
        </nav>
        <div className={s.sections}>
          {sections.every(({ fields }) => fields.length === 0) && <p className="panel quiet">{w.none}</p>}
          {sections.map(
            (section) =>
              section.fields.length > 0 && (
                <FormSection
                  key={section.id}
                  {...{ found, section, states, known, faults, entries }}
                  onWrite={write}
                />
              ),
          )}
        </div>
      </div>
    </>
  )
}

function SectionLink({
  section,
  states,
}: {
  section: Form['sections'][number]
  states: ReadonlyMap<string, ReturnType<typeof fillIn>[number]>
}) {
  const w = useWords(formWords)
  const name = useName()
  const missing = section.fields.filter(
    ({ id, isRequired }) => isRequired && states.get(id)!.state === 'missing',
  )
  return (
    <li {...figures('opens')}>
      <a href={`#section-${section.id}`}>{name(section.name)}</a>
      {missing.length > 0 && <span className={s.toFill}>{w.toFill(String(missing.length))}</span>}
    </li>
  )
}
