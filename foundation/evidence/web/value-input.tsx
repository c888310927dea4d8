import { Input, InputNumber, Radio } from 'antd'
import type { Term } from '#foundation/evidence/rules.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useFactTexts } from './parts/use-fact-texts.ts'
import { words } from './words.ts'

interface ValueInputProps {
  readonly term: Term
  /** As the type of the term asks for; a document is the file until it is uploaded. */
  readonly value: unknown
  readonly invalid: boolean
  readonly onChange: (value: unknown) => void
}

/** The control for a value: by the type of its term. */
export function ValueInput({ term, value, invalid, onChange }: ValueInputProps) {
  const w = useWords(words)
  const name = useName()
  const texts = useFactTexts()
  const common = { id: 'value', ...(invalid && { status: 'error' as const }) }
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
          aria-label={w.value}
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
      return <input id="value" type="file" onChange={(event) => onChange(event.target.files?.[0])} />
    case 'text':
      return (
        <Input.TextArea
          {...common}
          rows={3}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    default:
      return <p className="quiet">{w.byTable}</p>
  }
}
