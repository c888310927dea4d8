import { SwapOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useReadIf } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { refusalOf } from '#platform/ui/refusal.ts'
import { type Change, listSchemes, readScheme } from '../contract.ts'
import s from './compare-page.module.css'
import { compareWords } from './compare-words.ts'
import { paramsOf, schemeKey } from './scheme-key.ts'
import { words } from './words.ts'

/** Stands for the district as it is, where a scheme may be chosen. */
export const NOW = 'now'
const NONE: readonly Change[] = []

/** One side of a comparison. */
export interface Side {
  /** `area/id` of a scheme, `NOW`, or empty. */
  readonly value: string
  readonly name: string
  /** Undefined while they are not known. */
  readonly changes: readonly Change[] | undefined
  readonly error: unknown
}

/** The scheme of this key, or the district as it is. */
export function useSide(value: string): Side {
  const w = useWords(compareWords)
  const isScheme = value !== '' && value !== NOW
  const { data, error } = useReadIf(isScheme, readScheme, { params: paramsOf(value) })
  if (value === NOW) return { value, name: w.now, changes: NONE, error: null }
  return { value, name: data?.name ?? '', changes: isScheme ? data?.changes : undefined, error }
}

interface ChooseSidesProps {
  readonly a: Side
  readonly b: Side
  readonly onChange: (sides: { a?: string; b?: string }) => void
}

/** What is compared with what. */
export function ChooseSides({ a, b, onChange }: ChooseSidesProps) {
  const w = useWords(compareWords)
  return (
    <fieldset className={`panel ${s.sides}`}>
      <legend className="visually-hidden">{w.sides}</legend>
      <ChooseSide
        side={a}
        mark={<SideMark of="a" />}
        label={w.sideA}
        onChange={(to) => onChange({ a: to })}
      />
      <Button
        className="no-print"
        icon={<SwapOutlined />}
        aria-label={w.swap}
        title={w.swap}
        onClick={() => onChange({ a: b.value, b: a.value })}
      />
      <ChooseSide
        side={b}
        mark={<SideMark of="b" />}
        label={w.sideB}
        onChange={(to) => onChange({ b: to })}
      />
    </fieldset>
  )
}

/** 甲 or 乙, as everywhere on the page. */
export function SideMark({ of }: { of: 'a' | 'b' }) {
  const w = useWords(compareWords)
  return (
    <span className={s.mark} data-side={of}>
      {of === 'a' ? w.sideA : w.sideB}
    </span>
  )
}

interface ChooseSideProps {
  readonly side: Side
  readonly mark: ReactNode
  readonly label: string
  readonly onChange: (value: string) => void
}

function ChooseSide({ side, mark, label, onChange }: ChooseSideProps) {
  const w = useWords(compareWords)
  const { changeCount } = useWords(words)
  const n = useNumbers()
  const id = useId()
  const { data } = useReadIf(true, listSchemes)
  const schemes = (data ?? []).map((one) => ({
    value: schemeKey(one),
    label: one.name,
    note: `${changeCount(n.count(one.changeCount))} · ${n.day(one.changedAt)}`,
  }))
  // One that has been put away is not in the list, but its link still opens it.
  const isListed =
    side.value === '' || side.value === NOW || schemes.some(({ value }) => value === side.value)
  const own = isListed || !side.name ? [] : [{ value: side.value, label: side.name, note: '' }]
  return (
    <div className={s.side}>
      {mark}
      <Select
        id={id}
        className="no-print"
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={w.choose}
        popupMatchSelectWidth={false}
        status={side.error ? 'error' : ''}
        value={side.value || null}
        onChange={onChange}
        options={[{ value: NOW, label: w.now, note: '' }, ...own, ...schemes]}
        optionRender={({ data: option }) => (
          <span>
            {option.label} <span className="quiet small">{option.note}</span>
          </span>
        )}
      />
      <b className={s.printed}>{side.name}</b>
      {side.error !== null && <p role="alert">{refusalOf(side.error)?.sentence ?? w.gone}</p>}
    </div>
  )
}
