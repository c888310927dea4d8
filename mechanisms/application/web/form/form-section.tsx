import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { roleObjection } from '#foundation/evidence/rules.ts'
import { useFactTexts } from '#foundation/evidence/web/parts/use-fact-texts.ts'
import { ValueInput } from '#foundation/evidence/web/parts/value-input.tsx'
import type { CaseForm, Origin } from '#mechanisms/application/contract/forms.ts'
import type { Entries, Filled } from '#mechanisms/application/rules/form.ts'
import type { Field, Section } from '#mechanisms/application/rules/form-pack.ts'
import { inWords } from '#mechanisms/application/rules/package.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './form.module.css'
import { formWords } from './form-words.ts'

type KnownField = CaseForm['known'][number]

interface FormSectionProps {
  readonly found: CaseForm
  readonly section: Section
  readonly states: ReadonlyMap<string, Filled>
  readonly known: ReadonlyMap<string, KnownField>
  readonly entries: Entries
  readonly faults: ReadonlyMap<string, string>
  /** `undefined` takes back what was written. */
  readonly onWrite: (id: string, value: unknown) => void
}

/** A section of a form: its fields, each with its value and where that is from. */
export function FormSection({ section, ...rest }: FormSectionProps) {
  const name = useName()
  return (
    <section
      className={`panel ${s.section}`}
      id={`section-${section.id}`}
      aria-labelledby={`title-${section.id}`}
    >
      <h2 id={`title-${section.id}`}>{name(section.name)}</h2>
      {section.fields.map((field) => (
        <FieldRow key={field.id} field={field} {...rest} />
      ))}
    </section>
  )
}

function FieldRow({
  field,
  found,
  states,
  known,
  entries,
  faults,
  onWrite,
}: Omit<FormSectionProps, 'section'> & { field: Field }) {
  const w = useWords(formWords)
  const name = useName()
  const [isOpen, setOpen] = useState(false)
  const { state } = states.get(field.id)!
  const about = known.get(field.id)
  const entry = entries[field.id]
  const objection = field.term ? roleObjection(field.term, found.stating.role) : undefined
  const mayWrite = found.may && field.term !== null && objection === undefined
  const isTyped = mayWrite && (about === undefined || entry !== undefined || isOpen)
  const fault = faults.get(field.id)
  return (
    <div className={s.row} data-state={state} {...figures('record')}>
      <div className={s.label}>
        {isTyped && field.term?.type !== 'choice' ? (
          <label htmlFor={`field-${field.id}`}>{name(field.name)}</label>
        ) : (
          <span id={`field-${field.id}`} tabIndex={-1}>
            {name(field.name)}
          </span>
        )}
        {field.isRequired && <span className={s.mandatory}>{w.mandatory}</span>}
      </div>
      <div className={s.value}>
        {isTyped ? (
          <ValueInput
            term={field.term!}
            id={`field-${field.id}`}
            label={name(field.name)}
            value={entry ?? (isOpen ? about?.value : undefined)}
            invalid={fault !== undefined}
            onChange={(value) => onWrite(field.id, value === '' ? undefined : value)}
          />
        ) : (
          <Shown field={field} about={about} />
        )}
        {fault && (
          <p className={s.wrong} role="alert">
            {fault}
          </p>
        )}
        {about === undefined && objection && found.may && (
          <p className="quiet small">{name(objection.reason)}</p>
        )}
      </div>
      <div className={s.origin}>
        <span className={s.state} data-state={state}>
          {w[state]}
        </span>
        {state === 'corrected' && about && !about.stated && <Was field={field} about={about} />}
        {about && <OriginText origin={about.origin} />}
        {about && mayWrite && (
          <CorrectButton
            {...{ field, isTyped }}
            onOpen={() => setOpen(true)}
            onRestore={() => {
              setOpen(false)
              onWrite(field.id, undefined)
            }}
          />
        )}
      </div>
    </div>
  )
}

interface CorrectButtonProps {
  readonly field: Field
  readonly isTyped: boolean
  readonly onOpen: () => void
  readonly onRestore: () => void
}

/** What is known is not typed again: it is corrected on purpose, or left as it is. */
function CorrectButton({ field, isTyped, onOpen, onRestore }: CorrectButtonProps) {
  const w = useWords(formWords)
  const name = useName()
  const [label, act] = isTyped ? [w.restore, onRestore] : [w.correct, onOpen]
  return (
    <Button size="small" onClick={act}>
      {label}
      <span className="visually-hidden"> {name(field.name)}</span>
    </Button>
  )
}

function Shown({ field, about }: { field: Field; about: KnownField | undefined }) {
  const w = useWords(formWords)
  const name = useName()
  const texts = useFactTexts()
  const n = useNumbers()
  if (!about) return <p className="quiet">{w.notHere}</p>
  const { value, words } = about
  const text = field.term
    ? texts.value(field.term.id, value, field.term.unit ?? null)
    : words
      ? name(words)
      : typeof value === 'number'
        ? n.value(value)
        : value
  return <p className={s.text}>{text}</p>
}

function Was({ field, about }: { field: Field; about: KnownField }) {
  const w = useWords(formWords)
  const name = useName()
  const before = inWords(field, about.value)
  return before && <span className="quiet small">{w.was(name(before))}</span>
}

/** Where a value is from: source, since when, who holds it; a fact opens. */
function OriginText({ origin }: { origin: Origin }) {
  const w = useWords(formWords)
  const n = useNumbers()
  const texts = useFactTexts()
  const { factId, communityId, source, since, role, by, confirmed, generated } = origin
  const parts = [
    since && w.since(n.day(since)),
    role && texts.role(role),
    by,
    confirmed && w.confirmed,
    generated && w.demo,
  ].filter(Boolean)
  return (
    <span className="quiet small">
      {factId ? (
        <Link to="/facts" search={{ fact: `${communityId}/${factId}` } as never} title={w.fromFact}>
          {source}
        </Link>
      ) : (
        source
      )}
      {parts.length > 0 && ` · ${parts.join(' · ')}`}
    </span>
  )
}
