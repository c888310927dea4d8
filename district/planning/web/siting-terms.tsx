import { Checkbox, InputNumber, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { Labelled } from './labelled.tsx'
import { goalIn, hasMoreTerms, numberIn, type SitingChoice } from './siting-choice.ts'
import s from './siting-panel.module.css'
import { words } from './siting-words.ts'

interface SitingTermsProps {
  readonly choice: SitingChoice
  readonly change: (patch: Partial<SitingChoice>) => void
  /** How far a facility may be, as the test says it. */
  readonly walk: string
}

/** The terms that are seldom needed: what is kept, capacity, walk, an aim, fairness. */
export function SitingTerms({ choice, change, walk }: SitingTermsProps) {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(hasMoreTerms(choice))
  const from = choice.from === 'nothing' ? 'nothing' : 'stay'
  return (
    <details className={s.more} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{w.moreTerms}</summary>
      <div className={s.terms}>
        <div className={s.field}>
          <span className={s.label}>{w.existing}</span>
          <Segmented
            block
            aria-label={w.existing}
            value={from}
            onChange={(value) => change({ from: value === 'nothing' ? value : '' })}
            options={(['stay', 'nothing'] as const).map((value) => ({ value, label: w.keeps[value] }))}
          />
          <p className="quiet small">{w.keepsWhy[from]}</p>
        </div>
        {goalIn(choice) === 'cover' && <CoverTerms {...{ choice, change, walk }} />}
        <FairTerm {...{ choice, change }} />
      </div>
    </details>
  )
}

function CoverTerms({ choice, change, walk }: SitingTermsProps) {
  const w = useWords(words)
  const text = (value: number | null) => (value === null ? '' : String(value))
  return (
    <>
      <Labelled label={w.aim}>
        {(id) => (
          <Space.Compact block>
            <InputNumber
              id={id}
              min={0}
              max={choice.aimUnit === 'share' ? 100 : 1e7}
              value={numberIn(choice.aim)}
              onChange={(aim) => change({ aim: text(aim) })}
              placeholder={w.noAim}
            />
            <Select
              aria-label={w.aim}
              popupMatchSelectWidth={false}
              value={choice.aimUnit === 'share' ? 'share' : 'people'}
              onChange={(aimUnit) => change({ aimUnit })}
              options={(['people', 'share'] as const).map((value) => ({ value, label: w.aimUnit[value] }))}
            />
          </Space.Compact>
        )}
      </Labelled>
      <Labelled label={w.capacity} hint={w.capacityWhy}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={1e7}
            precision={0}
            value={numberIn(choice.capacity)}
            onChange={(capacity) => change({ capacity: text(capacity) })}
            placeholder={w.noLimit}
          />
        )}
      </Labelled>
      <Labelled label={w.walk}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={10_000}
            precision={0}
            value={numberIn(choice.walk)}
            onChange={(metres) => change({ walk: text(metres) })}
            placeholder={w.asTest(walk)}
          />
        )}
      </Labelled>
    </>
  )
}

function FairTerm({ choice, change }: Pick<SitingTermsProps, 'choice' | 'change'>) {
  const w = useWords(words)
  const name = useName()
  const { towns } = useAreas()
  const isFair = choice.fair === 'every'
  return (
    <div className={s.field}>
      <Checkbox
        checked={isFair}
        onChange={({ target }) => change({ fair: target.checked ? 'every' : '', aside: '' })}
      >
        {w.fair}
      </Checkbox>
      <p className="quiet small">{w.fairWhy}</p>
      {isFair && choice.aside !== '' && (
        <Labelled label={w.except}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={choice.aside.split(',')}
              onChange={(ids: string[]) => change({ aside: ids.join() })}
              options={towns.map((town) => ({ value: town.areaId, label: name(town.name) }))}
            />
          )}
        </Labelled>
      )}
    </div>
  )
}
