import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import type { MixPoint } from '../../rules/mix/question.ts'
import { FEN_PER_WAN } from '../../rules/works/money.ts'
import s from './mix.module.css'
import { words } from './mix-words.ts'

const WIDTH = 320
const HEIGHT = 180
const LEFT = 46
const BOTTOM = 26
const TOP = 8
const RIGHT = 12
const TICKS = 4

interface MixCurveProps {
  readonly points: readonly MixPoint[]
  readonly shown: MixPoint
  readonly onShown: (point: number) => void
}

/** Residents served against money, up to what is proven possible; each point is a button. */
export function MixCurve({ points, shown, onShown }: MixCurveProps) {
  const w = useWords(words)
  const n = useNumbers()
  const [mostFen, mostServed] = [points.at(-1)!.fen, Math.max(...points.map(({ atMost }) => atMost))]
  const x = (fen: number) => LEFT + ((WIDTH - LEFT - RIGHT) * fen) / mostFen
  const y = (served: number) => HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * served) / mostServed
  const path = (of: (point: MixPoint) => number) =>
    points.map((point) => `${x(point.fen).toFixed(1)},${y(of(point)).toFixed(1)}`)
  const ticks = Array.from({ length: TICKS }, (_, i) => (i + 1) / TICKS)
  return (
    <figure className={s.figure} aria-label={w.curve}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <title>{w.curve}</title>
        {ticks.map((share) => (
          <g key={share} data-figures="wording">
            <line
              className={s.grid}
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={y(mostServed * share)}
              y2={y(mostServed * share)}
            />
            <text className={s.tick} x={LEFT - 4} y={y(mostServed * share) + 3} textAnchor="end">
              {n.count(mostServed * share)}
            </text>
            <text
              className={s.tick}
              x={x(mostFen * share)}
              y={HEIGHT - BOTTOM + 13}
              textAnchor={share === 1 ? 'end' : 'middle'}
            >
              {n.count((mostFen * share) / FEN_PER_WAN)}
            </text>
          </g>
        ))}
        <line className={s.axis} x1={LEFT} x2={WIDTH - RIGHT} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
        <polygon
          className={s.band}
          points={[...path((one) => one.atMost), ...path((one) => one.served).toReversed()].join(' ')}
        />
        <polyline className={s.line} points={path((one) => one.served).join(' ')} />
        {points.map((point, i) => (
          <a
            key={point.fen}
            href={`#mix-${i}`}
            aria-label={w.point(n.value(point.fen / FEN_PER_WAN), n.count(point.served))}
            aria-current={point === shown || undefined}
            onClick={(event) => {
              event.preventDefault()
              onShown(i)
            }}
            onFocus={() => onShown(i)}
          >
            <circle className={s.hit} cx={x(point.fen)} cy={y(point.served)} r="12" />
            <circle className={s.dot} cx={x(point.fen)} cy={y(point.served)} r={point === shown ? 6 : 4} />
          </a>
        ))}
      </svg>
      <figcaption className="quiet small">
        {w.served} ↑ · {w.money} →<br />
        {w.curveWhy}
      </figcaption>
    </figure>
  )
}
