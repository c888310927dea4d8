import type { ReactNode } from 'react'
import type { Standing } from '#district/diagnosis/contract/choices.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { RangeBar } from '#platform/ui/range-bar.tsx'
import { choiceWords } from './choice-words.ts'
import s from './choices.module.css'
import { ClassTag } from './parts/maturity.tsx'

interface StandingChangeProps {
  readonly change: { readonly before: Standing; readonly after: Standing } | undefined
  readonly pending: boolean
  /** An indicator is opted out of: say that the denominator keeps it. */
  readonly optOut: boolean
}

/** Score, evidence, class, denominator and floors of a community now and after a change that is not saved yet. */
export function StandingChange({ change, pending, optOut }: StandingChangeProps) {
  const w = useWords(choiceWords)
  return (
    <section className={s.effect} aria-label={w.effect} aria-live="polite" aria-busy={pending}>
      <h3>{w.effect}</h3>
      {change ? (
        <>
          <Comparison before={change.before} after={change.after} />
          {optOut && <p className="small quiet">{w.keeps}</p>}
        </>
      ) : (
        <p className="quiet">{pending ? w.computing : w.effectFirst}</p>
      )}
    </section>
  )
}

function Comparison({ before, after }: { before: Standing; after: Standing }) {
  const w = useWords(choiceWords)
  const n = useNumbers()
  const name = useName()
  const score = ({ score }: Standing) => (
    <span className={s.range}>
      <RangeBar range={score} />
      {n.marks(score)}
    </span>
  )
  const outShare = ({ optedOut, denominator }: Standing) =>
    optedOut > 0 ? `${n.value(optedOut)} · ${n.percent(optedOut / denominator)}` : '0'
  const rows: readonly (readonly [string, ReactNode, ReactNode])[] = [
    ...(before.profile.zh === after.profile.zh
      ? []
      : [[w.profile, name(before.profile), name(after.profile)] as const]),
    [w.score, score(before), score(after)],
    [w.evidence, n.percent(before.completeness), n.percent(after.completeness)],
    [w.class, <ClassTag key="b" of={before.class} />, <ClassTag key="a" of={after.class} />],
    [w.denominator, n.value(before.denominator), n.value(after.denominator)],
    [w.outOf, outShare(before), outShare(after)],
    ...changedGates(before, after).map(
      (gate) => [`${w.floors}：${name(gate.name)}`, w[gate.before], w[gate.after]] as const,
    ),
  ]
  return (
    <table className={s.compare}>
      <thead>
        <tr>
          <td />
          <th scope="col">{w.now}</th>
          <th scope="col">{w.afterwards}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, now, then]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{now}</td>
            <td>{then}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Gates that a change adds, takes away, opens or closes. */
function changedGates(before: Standing, after: Standing) {
  const stateIn = ({ gates }: Standing, id: string) =>
    gates.find((gate) => gate.id === id)?.state ?? ('noGate' as const)
  const all = new Map([...before.gates, ...after.gates].map(({ id, name }) => [id, name]))
  return [...all]
    .map(([id, name]) => ({ name, before: stateIn(before, id), after: stateIn(after, id) }))
    .filter((gate) => gate.before !== gate.after)
}
