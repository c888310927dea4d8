import { useWords } from '#platform/ui/language.ts'
import { words } from '../words.ts'
import s from './grade.module.css'

/** How well a figure is founded. A default of this product stands out: nobody is to take it for an official one. */
export function Grade({ of }: { of: string }) {
  const w = useWords(words)
  const known = of in words ? (w[of as 'P'] as string) : of
  return (
    <span className={`${s.grade} ${of === 'P' ? s.default : ''}`} title={`${w.grade}: ${of}`}>
      {known}
    </span>
  )
}
