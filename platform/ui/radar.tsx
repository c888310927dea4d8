import s from './radar.module.css'

export interface RadarAxis {
  readonly id: string
  readonly label: string
  /** What the profile asks here, in a word. */
  readonly note: string
  /** Lowest and highest, 0 to 1. */
  readonly range: readonly number[]
  /** Strong axes are drawn solid, weak ones dotted. */
  readonly weight: 'strong' | 'normal' | 'weak'
  readonly failing: boolean
  /** Where a click leads. */
  readonly href: string
}

const R = 118
const RINGS = [0.25, 0.5, 0.75, 1]

/** A point of axis `i` of `count`, the first upright, clockwise. */
const at = (i: number, count: number, share: number): [number, number] => {
  const angle = (i / count) * 2 * Math.PI - Math.PI / 2
  return [Math.cos(angle) * R * share, Math.sin(angle) * R * share]
}

const polygon = (shares: readonly number[]) =>
  shares
    .map((share, i) =>
      at(i, shares.length, share)
        .map((v) => v.toFixed(1))
        .join(' '),
    )
    .join(' L')

/** Ranges around a centre: the sure part filled, the open part hatched between lowest and highest. */
export function Radar({
  axes,
  floor,
  ghost,
  label,
}: {
  axes: readonly RadarAxis[]
  floor?: number | undefined
  /** One share an axis: how it was, to compare with; a dashed outline. */
  ghost?: readonly number[]
  label: string
}) {
  const low = polygon(axes.map((axis) => axis.range[0] ?? 0))
  const high = polygon(axes.map((axis) => axis.range[1] ?? 1))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a figure of its own with links inside; fieldset is for forms
    <svg className={s.radar} viewBox="-190 -158 380 316" role="group" aria-label={label}>
      <defs>
        <pattern
          id="radar-hatch"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-45)"
        >
          <rect width="5" height="5" fill="#fff" />
          <path d="M0 1h5" stroke="#58a8a4" strokeWidth="1.4" />
        </pattern>
      </defs>
      {RINGS.map((share) => (
        <path key={share} className={s.ring} d={`M${polygon(axes.map(() => share))}Z`} />
      ))}
      {axes.map((axis, i) => {
        const [x, y] = at(i, axes.length, 1)
        return (
          <line
            key={axis.id}
            x2={x}
            y2={y}
            className={`${s.spoke} ${axis.weight === 'strong' ? s.strong : axis.weight === 'weak' ? s.weak : ''}`}
          />
        )
      })}
      <path className={s.open} d={`M${high}Z`} />
      <path className={s.sure} d={`M${low}Z`} />
      {ghost && <path className={s.ghost} d={`M${polygon(ghost)}Z`} />}
      {floor !== undefined && <path className={s.floor} d={`M${polygon(axes.map(() => floor))}Z`} />}
      {axes.map((axis, i) => (
        <AxisLabel key={axis.id} axis={axis} at={at(i, axes.length, 1.12)} />
      ))}
    </svg>
  )
}

function AxisLabel({ axis, at: [x, y] }: { axis: RadarAxis; at: [number, number] }) {
  const anchor = Math.abs(x) < 12 ? 'middle' : x > 0 ? 'start' : 'end'
  const top = y < -R ? y - 10 : y > R * 0.9 ? y + 10 : y - 2
  return (
    <a href={axis.href}>
      <text x={x} y={top} textAnchor={anchor} className={`${s.label} ${axis.failing ? s.fails : ''}`}>
        {axis.failing ? `▼ ${axis.label}` : axis.label}
      </text>
      <text x={x} y={top + 14} textAnchor={anchor} className={s.sub}>
        {axis.note}
      </text>
    </a>
  )
}
