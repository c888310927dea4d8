import { COLOURS } from './theme.ts'

interface RangeStripProps {
  /** In the order of the headings above; `undefined` where there is nothing to measure, drawn as a dash. */
  readonly ranges: readonly (readonly number[] | undefined)[]
  /** Drawn in the alarm colour and notched, so that it is seen without colour too. */
  readonly failing: readonly boolean[]
  /** The same for somebody who does not see it. */
  readonly label: string
}

const STEP = 12
const WIDTH = 9
const HEIGHT = 20

/** Several ranges side by side, small enough for a row of a table: sure part solid, open part outlined. */
export function RangeStrip({ ranges, failing, label }: RangeStripProps) {
  const box = (i: number, from: number, to: number) =>
    `M${i * STEP} ${HEIGHT - from * HEIGHT}h${WIDTH}v${-(to - from) * HEIGHT}h${-WIDTH}z`
  const sure = (fails: boolean) =>
    ranges
      .map((range, i) => (range && failing[i] === fails ? box(i, 0, Math.max(range[0] ?? 0, 0.04)) : ''))
      .join('')
  const open = ranges
    .map((range, i) => {
      const [low = 0, high = 0] = range ?? []
      return high - low > 0.01 ? box(i, low, high) : ''
    })
    .join('')
  const notch = failing.map((fails, i) => (fails ? `M${i * STEP} ${HEIGHT + 2}h${WIDTH}` : '')).join('')
  return (
    <svg
      style={{ display: 'block' }}
      width={ranges.length * STEP - (STEP - WIDTH)}
      height={HEIGHT + 4}
      viewBox={`0 0 ${ranges.length * STEP - (STEP - WIDTH)} ${HEIGHT + 4}`}
      role="img"
      aria-label={label}
    >
      <path d={ranges.map((range, i) => (range ? box(i, 0, 1) : box(i, 0, 0.06))).join('')} fill="#e9eef0" />
      <path d={open} fill="#bfdedb" />
      <path d={sure(false)} fill={COLOURS.primary} />
      <path d={sure(true)} fill={COLOURS.alarm} />
      <path d={notch} stroke={COLOURS.alarm} strokeWidth="2" />
    </svg>
  )
}
