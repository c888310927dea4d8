import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { type CostLine, FUNDING_STATES, type FundingLine } from '../../contract/works.ts'
import { costCategories, fundingSources } from '../../rules/works/kinds.ts'
import { costOfLines, FEN_PER_WAN, moneyOfLines, unfundedFen } from '../../rules/works/money.ts'
import { useWorkTexts } from './use-work-texts.ts'
import { words } from './words.ts'
import s from './work-page.module.css'

/** Words of the states of money. */
const STATE = { sought: 'seeking', committed: 'committed', received: 'received' } as const

type OnChange<T> = ((lines: T[]) => void) | undefined
/** The lines with one of them changed. */
const withLine = <T,>(lines: readonly T[], at: number, patch: Partial<T>): T[] =>
  lines.map((line, i) => (i === at ? { ...line, ...patch } : line))
const without = <T,>(lines: readonly T[], at: number): T[] => lines.filter((_, i) => i !== at)

interface CostsProps {
  readonly lines: readonly CostLine[]
  /** Given while it is edited. */
  readonly onChange: OnChange<CostLine>
}

/** What it costs, line by line, each with where the figure is from. */
export function Costs({ lines, onChange }: CostsProps) {
  const w = useWords(words)
  const name = useName()
  const texts = useWorkTexts()
  const { fen, unknown } = costOfLines(lines)
  const text = (label: string) => ({ id: label, label, heading: label })
  const nameOf = (id: string) => name(costCategories.get(id)?.name ?? { zh: id, en: id })
  // Who changes a figure answers for it.
  const enter = (at: number, patch: Partial<CostLine>) =>
    onChange?.(withLine(lines, at, { basis: 'entered', grade: 'O', ...patch }))
  const columns: Column<CostLine>[] = [
    {
      ...text(w.category),
      rowHeading: true,
      cell: ({ category }, i) =>
        onChange ? (
          <Select
            aria-label={w.category}
            value={category}
            onChange={(to) => onChange(withLine(lines, i, { category: to }))}
            options={[...costCategories.values()].map(({ id }) => ({ value: id, label: nameOf(id) }))}
          />
        ) : (
          nameOf(category)
        ),
    },
    {
      ...text(w.inWan(w.amount)),
      number: true,
      cell: (line, i) =>
        onChange ? (
          <WanInput label={w.inWan(w.amount)} fen={line.fen} onChange={(to) => enter(i, { fen: to })} />
        ) : line.fen === null ? (
          w.unknown
        ) : (
          texts.wan(line.fen)
        ),
    },
    {
      ...text(w.byWhom),
      cell: (line, i) =>
        onChange ? (
          <Input
            aria-label={w.byWhom}
            placeholder={w[line.basis]}
            maxLength={400}
            value={line.basis === 'catalogue' ? '' : line.source}
            onChange={({ target }) => enter(i, { source: target.value })}
          />
        ) : (
          [w[line.basis], line.basis !== 'catalogue' && line.source].filter(Boolean).join(' · ')
        ),
    },
    ...removing(onChange, lines, w.removeLine),
  ]
  return (
    <Lines
      id="costs"
      title={w.costs}
      empty={w.noCosts}
      explained={lines.some(({ basis }) => basis === 'catalogue') ? w.catalogueNote : undefined}
      {...{ columns, lines }}
      onAdd={onChange && (() => onChange([...lines, NEW_COST]))}
    >
      <Sum label={w.inWan(w.sum)}>
        <Figure rows="costs">{texts.cost({ costFen: fen, costUnknown: unknown })}</Figure>
      </Sum>
    </Lines>
  )
}

const NEW_COST: CostLine = { category: 'other', fen: null, basis: 'entered', source: '', grade: 'O' }
const NEW_FUNDING: FundingLine = { source: 'district-budget', fen: FEN_PER_WAN, state: 'sought', note: '' }

interface FundingProps {
  readonly lines: readonly FundingLine[]
  readonly costs: readonly CostLine[]
  readonly fault: string | undefined
  readonly onChange: OnChange<FundingLine>
}

/** Who pays for it, how sure that is, and what nobody pays for yet. */
export function Funding({ lines, costs, fault, onChange }: FundingProps) {
  const w = useWords(words)
  const name = useName()
  const texts = useWorkTexts()
  const { fen, unknown } = costOfLines(costs)
  const { funded, sought } = moneyOfLines(lines)
  const isTooMuch = unknown === 0 && funded + sought > fen
  const text = (label: string) => ({ id: label, label, heading: label })
  const nameOf = (id: string) => name(fundingSources.get(id)?.name ?? { zh: id, en: id })
  const columns: Column<FundingLine>[] = [
    {
      ...text(w.source),
      rowHeading: true,
      cell: ({ source }, i) =>
        onChange ? (
          <Select
            aria-label={w.source}
            value={source}
            onChange={(to) => onChange(withLine(lines, i, { source: to }))}
            options={[...fundingSources.values()].map(({ id }) => ({ value: id, label: nameOf(id) }))}
          />
        ) : (
          nameOf(source)
        ),
    },
    {
      ...text(w.inWan(w.amount)),
      number: true,
      cell: (line, i) =>
        onChange ? (
          <WanInput
            label={w.inWan(w.amount)}
            fen={line.fen}
            onChange={(to) => to && onChange(withLine(lines, i, { fen: to }))}
          />
        ) : (
          texts.wan(line.fen)
        ),
    },
    {
      ...text(w.state),
      cell: ({ state }, i) =>
        onChange ? (
          <Select
            aria-label={w.state}
            value={state}
            onChange={(to) => onChange(withLine(lines, i, { state: to }))}
            options={FUNDING_STATES.map((one) => ({ value: one, label: w[STATE[one]] }))}
          />
        ) : (
          w[STATE[state]]
        ),
    },
    ...removing(onChange, lines, w.removeLine),
  ]
  return (
    <Lines
      id="funding"
      title={w.funding}
      empty={w.noFunding}
      {...{ columns, lines }}
      error={isTooMuch ? w.tooMuch : fault}
      onAdd={onChange && (() => onChange([...lines, NEW_FUNDING]))}
    >
      <Sum label={w.inWan(w.funded)}>
        <Figure rows="funding">{texts.wan(funded)}</Figure>
      </Sum>
      <Sum label={w.inWan(w.unfunded)}>
        <Figure rows="costs">
          {unknown > 0 && fen === 0 ? w.unknown : texts.wan(unfundedFen({ costFen: fen, fundedFen: funded }))}
        </Figure>
      </Sum>
    </Lines>
  )
}

function removing<T>(onChange: OnChange<T>, lines: readonly T[], label: string): Column<T>[] {
  if (!onChange) return []
  const cell = (_: T, i: number) => (
    <Button icon={<DeleteOutlined />} aria-label={label} onClick={() => onChange(without(lines, i))} />
  )
  return [{ id: 'remove', label: '', heading: <span className="visually-hidden">{label}</span>, cell }]
}

interface LinesProps<T> {
  readonly id: string
  readonly title: string
  readonly empty: string
  readonly columns: readonly Column<T>[]
  readonly lines: readonly T[]
  readonly explained?: string | undefined
  readonly error?: string | undefined
  readonly onAdd: (() => void) | undefined
  /** The sums. */
  readonly children: ReactNode
}

function Lines<T>(props: LinesProps<T>) {
  const { id, title, empty, columns, lines, explained, error, onAdd, children } = props
  const w = useWords(words)
  return (
    <section className="panel" aria-labelledby={`${id}-title`} id={id}>
      <h2 id={`${id}-title`}>{title}</h2>
      {lines.length === 0 ? (
        <p className={`${s.none} quiet`}>{empty}</p>
      ) : (
        <DataTable
          label={title}
          columns={columns}
          rows={lines}
          rowKey={(line) => String(lines.indexOf(line))}
          rowsAre="record"
        />
      )}
      <div className={s.foot}>
        {onAdd && (
          <Button icon={<PlusOutlined />} onClick={onAdd}>
            {w.addLine}
          </Button>
        )}
        <dl className={s.sums} {...figures('wording')}>
          {children}
        </dl>
        {explained && <p className={`${s.explained} quiet small`}>{explained}</p>}
      </div>
      {error && (
        <p className={s.refused} role="alert">
          {error}
        </p>
      )}
    </section>
  )
}

function Sum({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface WanInputProps {
  readonly label: string
  /** null: not known. */
  readonly fen: number | null
  readonly onChange: (fen: number | null) => void
}

/** Money as 万元, kept in Fen. */
function WanInput({ label, fen, onChange }: WanInputProps) {
  return (
    <InputNumber
      aria-label={label}
      controls={false}
      min={0}
      max={1e8}
      value={fen === null ? null : fen / FEN_PER_WAN}
      onChange={(wan) => onChange(wan === null ? null : Math.round(wan * FEN_PER_WAN))}
    />
  )
}
