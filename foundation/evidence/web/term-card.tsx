import type { ReactNode } from 'react'
import { dueName, type Term } from '#foundation/evidence/rules.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './facts.module.css'
import { useFactTexts } from './parts/use-fact-texts.ts'
import { words } from './words.ts'

/** What a term of the data dictionary asks for, who enters it, how often, and where it is from. */
export function TermCard({ term }: { term: Term }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useFactTexts()
  const { min, max } = term
  const bounds =
    min === undefined
      ? max !== undefined && `≤ ${n.value(max)}`
      : max === undefined
        ? `≥ ${n.value(min)}`
        : `${n.value(min)} – ${n.value(max)}`
  const rows: readonly (readonly [label: string, content: ReactNode])[] = [
    [w.unit, texts.unit(term.unit ?? null)],
    [w.range2, bounds],
    [w.entersIt, term.enter.map(texts.role).join(w.and)],
    [w.dueEvery, name(dueName(term.every))],
    [w.origin, term.origin === 'service' && w.fromService],
    [w.basis, `${term.source === 'product' ? w.productDefault : term.source} · ${term.grade}`],
  ]
  return (
    <aside className={`panel ${s.aside}`} aria-label={name(term.name)} {...figures('wording')}>
      <h2>{name(term.name)}</h2>
      <p>{name(term.description)}</p>
      <dl className={s.rows}>
        {rows.map(
          ([label, content]) =>
            content && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{content}</dd>
              </div>
            ),
        )}
      </dl>
    </aside>
  )
}
