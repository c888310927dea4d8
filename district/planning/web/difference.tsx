import s from './effects.module.css'

/** ▲ 12 or ▼ 3, with a sign and a colour; nothing for no difference. */
export function Difference({ of, shown }: { of: number; shown: (value: number) => string }) {
  if (of === 0) return null
  return (
    <span className={of > 0 ? s.up : s.down}>
      {of > 0 ? '▲' : '▼'} {of > 0 ? '+' : '−'}
      {shown(Math.abs(of))}
    </span>
  )
}
