import { Button, Input, InputNumber, Radio, Select } from 'antd'
import type { Term } from '#foundation/evidence/rules.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from '../facts.module.css'
import { words } from '../words.ts'
import { useFactTexts } from './use-fact-texts.ts'

interface ValueInputProps {
  readonly term: Term
  /** Id of the control, for its label. */
  readonly id?: string
  /** Name of a group of controls. */
  readonly label?: string
  /** As the type of the term asks for; a document is the file until it is uploaded. */
  readonly value: unknown
  readonly invalid: boolean
  readonly onChange: (value: unknown) => void
}

/** The control for a value: by the type of its term. */
export function ValueInput({ term, id = 'value', label, value, invalid, onChange }: ValueInputProps) {
  const w = useWords(words)
  const name = useName()
  const texts = useFactTexts()
  const common = { id, ...(invalid && { status: 'error' as const }) }
  switch (term.type) {
    case 'number':
      return (
        <InputNumber
          {...common}
          style={{ width: '100%', maxWidth: 260 }}
          controls={false}
          inputMode="decimal"
          suffix={texts.unit(term.unit ?? null)}
          value={(value as number | undefined) ?? null}
          onChange={(number) => onChange(number ?? undefined)}
        />
      )
    case 'choice':
      return (
        <Radio.Group
          aria-label={label ?? w.value}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          options={(term.choices ?? []).map((choice) => ({ value: choice.id, label: name(choice.name) }))}
        />
      )
    case 'date':
      return (
        <Input
          {...common}
          type="date"
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'document':
      return <input id={id} type="file" onChange={(event) => onChange(event.target.files?.[0])} />
    case 'text':
      return (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: 2, maxRows: 12 }}
          maxLength={8000}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'table':
      if (term.of === 'facility-kind')
        return <KindsInput kinds={(value as string[] | undefined) ?? []} {...{ invalid, onChange }} />
      return <p className="quiet">{w.byTable}</p>
    default:
      return <p className="quiet">{w.byTable}</p>
  }
}

interface KindsInputProps {
  readonly kinds: readonly string[]
  readonly invalid: boolean
  readonly onChange: (kinds: string[]) => void
}

/** Kinds of facility, each found by its name; or all at once. */
function KindsInput({ kinds, invalid, onChange }: KindsInputProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const all = [...facilityKinds.values()]
  return (
    <div className={s.kinds}>
      <Select
        id="value"
        mode="multiple"
        aria-label={w.chooseKinds}
        placeholder={w.chooseKinds}
        {...(invalid && { status: 'error' as const })}
        showSearch={{ optionFilterProp: 'search' }}
        value={[...kinds]}
        onChange={onChange}
        options={all.map((kind) => ({
          value: kind.id,
          label: name(kind.name),
          search: `${kind.name.zh} ${kind.name.en}`,
        }))}
      />
      <p className={s.buttons}>
        <Button size="small" onClick={() => onChange(all.map(({ id }) => id))}>
          {w.allKinds(n.count(all.length))}
        </Button>
        <Button size="small" disabled={kinds.length === 0} onClick={() => onChange([])}>
          {w.noKinds}
        </Button>
        <span className="quiet small">{w.kindsChosen(n.count(kinds.length))}</span>
      </p>
    </div>
  )
}
