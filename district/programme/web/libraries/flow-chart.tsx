import type { LibraryRow } from '#district/programme/contract/libraries.ts'
import { type Flow, flowsOf } from '#district/programme/rules/libraries.ts'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './libraries.module.css'
import { words } from './library-words.ts'

const [WIDTH, HEIGHT, BAR, GAP] = [720, 260, 14, 18]
/** Room for the names beside the bars. */
const SIDE = 150

interface FlowChartProps {
  readonly rows: readonly LibraryRow[]
  /** Libraries in order, with their names. */
  readonly libraries: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: string
  readonly onChoose: (flow: string) => void
}

export const flowId = ({ from, to }: Pick<Flow, 'from' | 'to'>): string => `${from ?? 'new'}~${to}`

/** Where projects were on the left, where they are on the right, ribbons as wide as they are many. */
export function FlowChart({ rows, libraries, chosen, onChoose }: FlowChartProps) {
  const w = useWords(words)
  const n = useNumbers()
  const flows = flowsOf(
    rows.map(({ projectId, libraryBefore, library }) => ({ projectId, before: libraryBefore, library })),
  )
  const nameOf = (id: string | null) => libraries.find((one) => one.id === id)?.name ?? w.fresh
  const left = stacked([null, ...libraries.map(({ id }) => id)], flows, ({ from }) => from)
  const right = stacked(
    libraries.map(({ id }) => id),
    flows,
    ({ to }) => to,
  )
  const unit = (HEIGHT - GAP * libraries.length) / Math.max(1, rows.length)
  const [x0, x1] = [SIDE + BAR, WIDTH - SIDE - BAR]
  return (
    <svg className={s.flow} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <title>{w.flow}</title>
      {flows.map((flow) => {
        const id = flowId(flow)
        const [a, b] = [
          left.at(flow) * unit + left.gap(flow.from),
          right.at(flow) * unit + right.gap(flow.to),
        ]
        const width = Math.max(1, flow.projectIds.length * unit)
        const middle = (x0 + x1) / 2
        return (
          <a
            key={id}
            href={`#${id}`}
            aria-label={w.flowOf(nameOf(flow.from), nameOf(flow.to), n.count(flow.projectIds.length))}
            aria-current={chosen === id || undefined}
            data-stays={flow.from === flow.to || undefined}
            onClick={(event) => {
              event.preventDefault()
              onChoose(chosen === id ? '' : id)
            }}
          >
            <path
              d={`M${x0} ${a}C${middle} ${a} ${middle} ${b} ${x1} ${b}V${b + width}C${middle} ${b + width} ${middle} ${a + width} ${x0} ${a + width}Z`}
            />
          </a>
        )
      })}
      {left.ends.map(({ id, from, count }) => (
        <g key={id ?? 'new'} data-figures="wording">
          <rect
            className={s.bar}
            x={SIDE}
            y={from * unit + left.gap(id)}
            width={BAR}
            height={Math.max(1, count * unit)}
          />
          <text x={SIDE - 6} y={(from + count / 2) * unit + left.gap(id) + 4} textAnchor="end">
            {nameOf(id)} {n.count(count)}
          </text>
        </g>
      ))}
      {right.ends.map(({ id, from, count }) => (
        <g key={id ?? ''} data-figures="wording">
          <rect
            className={s.bar}
            x={x1}
            y={from * unit + right.gap(id)}
            width={BAR}
            height={Math.max(1, count * unit)}
          />
          <text x={x1 + BAR + 6} y={(from + count / 2) * unit + right.gap(id) + 4}>
            {nameOf(id)} {n.count(count)}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** Ends of flows one below the other, in projects from the top; those without any are left out. */
function stacked(
  ids: readonly (string | null)[],
  flows: readonly Flow[],
  endOf: (flow: Flow) => string | null,
) {
  let top = 0
  const starts = new Map<Flow, number>()
  const ends = ids.flatMap((id) => {
    const from = top
    for (const flow of flows.filter((one) => endOf(one) === id)) {
      starts.set(flow, top)
      top += flow.projectIds.length
    }
    return top > from ? [{ id, from, count: top - from }] : []
  })
  return {
    ends,
    at: (flow: Flow) => starts.get(flow)!,
    /** Room above an end, so that ends do not touch. */
    gap: (id: string | null) => GAP * ends.findIndex((one) => one.id === id),
  }
}
