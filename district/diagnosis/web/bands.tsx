import { Select } from 'antd'
import type { CommunitySummary, DistrictDiagnosis } from '#district/diagnosis/contract.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { type Choice, seenThrough } from './choose-communities.ts'
import s from './district-page.module.css'
import { CLASSES, ClassSign, type MaturityClass } from './parts/maturity.tsx'
import { words } from './words.ts'

interface BandsProps {
  readonly choice: Choice
  readonly change: (patch: Partial<Choice>) => void
  readonly diagnosis: DistrictDiagnosis
  readonly counted: readonly CommunitySummary[]
}

/** How many communities are in each class; a click lists one class. Beside it, what the classes are taken of. */
export function Bands({ choice, change, diagnosis, counted }: BandsProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const label = useBandLabel(choice.lens, diagnosis)
  const count = (band: MaturityClass) =>
    counted.filter((c) => seenThrough(choice.lens, c, diagnosis.cutoffs).band === band).length
  return (
    <div className={`${s.bands} no-print`}>
      <Band pressed={!choice.band} onPress={() => change({ band: '' })}>
        {w.all} <b>{n.count(counted.length)}</b>
      </Band>
      {CLASSES.map((band) => (
        <Band
          key={band}
          pressed={choice.band === band}
          onPress={() => change({ band: choice.band === band ? '' : band })}
        >
          <ClassSign of={band} />
          {label(band)} <b>{n.count(count(band))}</b>
        </Band>
      ))}
      <span className={s.lens}>
        {w.lens}
        <Select
          aria-label={w.lens}
          value={choice.lens}
          onChange={(lens) => change({ lens, band: '' })}
          popupMatchSelectWidth={false}
          style={{ minWidth: 112 }}
          options={[
            { value: '', label: w.overall },
            ...diagnosis.scenarios.map(({ id, name: its }) => ({ value: id, label: name(its) })),
          ]}
        />
      </span>
    </div>
  )
}

function Band({
  pressed,
  onPress,
  children,
}: {
  pressed: boolean
  onPress: () => void
  children: React.ReactNode
}) {
  return (
    <button type="button" className={s.band} aria-pressed={pressed} onClick={onPress}>
      {children}
    </button>
  )
}

/** A band's name: the class, or for a scenario the marks it spans (a scenario alone has no class). */
export function useBandLabel(lens: string, { cutoffs: { classes } }: DistrictDiagnosis) {
  const w = useWords(words)
  const n = useNumbers()
  return (band: MaturityClass): string => {
    const i = classes.findIndex((c) => c.class === band)
    const own = classes[i]
    if (!lens) return w[band]
    if (!own) return w.bandOpen
    const from = n.marks([own.atLeast, own.atLeast])
    const above = classes[i - 1]
    if (!above) return w.atLeast(from)
    const upTo = n.marks([above.atLeast, above.atLeast])
    return own.atLeast > 0 ? w.between(from, upTo) : w.below(upTo)
  }
}
