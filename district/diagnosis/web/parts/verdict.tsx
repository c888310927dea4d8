import { useWords } from '#platform/ui/language.ts'
import { words } from '../words.ts'
import s from './verdict.module.css'

/** Met, not met, or not known: a tick, a cross, an open ring — never by colour alone. */
export function Verdict({ met }: { met: boolean | null }) {
  const w = useWords(words)
  const [style, path, text] =
    met === null
      ? [s.unknown, 'M3 7a4 4 0 1 0 8 0a4 4 0 1 0-8 0', w.unknown]
      : met
        ? [s.met, 'M2.5 7.5 5.5 10.5 11.5 3.5', w.met]
        : [s.notMet, 'M3 3l8 8M11 3l-8 8', w.notMet]
  return (
    <span className={`${s.verdict} ${style}`}>
      <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden="true">
        <path
          d={path}
          strokeWidth={met === null ? 1.5 : 2}
          {...(met === null && { strokeDasharray: '2.5 2' })}
        />
      </svg>
      {text}
    </span>
  )
}
