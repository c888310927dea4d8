import { useMemo } from 'react'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Empty } from '#platform/ui/states.tsx'
import { type ComparedFacility, type ComparedWish, compareChanges } from '../rules/compare.ts'
import type { ChangeCost } from '../rules/costs.ts'
import { ChangeText } from './change-list.tsx'
import { changedFacility } from './changed-facilities.ts'
import s from './compare-page.module.css'
import { compareWords } from './compare-words.ts'
import { useCosts } from './costs.ts'
import type { OpenedFacility } from './engine-jobs.ts'
import { type Side, SideMark } from './sides.tsx'

/** In this order, what differs first. */
const GROUPS = ['only-a', 'only-b', 'otherwise', 'alike'] as const

interface CompareChangesProps {
  readonly a: Side
  readonly b: Side
  readonly known: ReadonlyMap<string, OpenedFacility>
}

/** What either side does: only one of them, both otherwise, both alike. */
export function CompareChanges({ a, b, known }: CompareChangesProps) {
  const w = useWords(compareWords)
  const n = useNumbers()
  const found = useMemo(() => compareChanges(a.changes ?? [], b.changes ?? []), [a.changes, b.changes])
  const costsOf = { a: useCostsById(a, known), b: useCostsById(b, known) }
  return (
    <section id="compare-changes" className={`panel ${s.section}`} aria-labelledby="compare-changes-title">
      <h2 id="compare-changes-title">{w.changes}</h2>
      {found.length === 0 && <Empty title={w.noChanges} />}
      <div className={s.groups}>
        {GROUPS.map((is) => {
          const rows = found.filter((one) => one.is === is)
          if (rows.length === 0) return null
          return (
            <section key={is} aria-labelledby={`compare-${is}`} {...figures('record')}>
              <h3 id={`compare-${is}`}>{w.counted(w.is[is], n.count(rows.length))}</h3>
              <ul>
                {rows.map((row) => (
                  <ChangeRow key={`${row.a?.facilityId} ${row.b?.facilityId}`} {...{ row, known, costsOf }} />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </section>
  )
}

/** The costs of a side's changes, by facility; undefined until they are known. */
function useCostsById({ changes = [] }: Side, known: CompareChangesProps['known']) {
  const costs = useCosts(changes, known)
  return useMemo(() => {
    if (!costs) return undefined
    const byId = new Map<string, ChangeCost[]>()
    costs.forEach((cost, i) => {
      const { facilityId } = changes[i]!
      byId.set(facilityId, [...(byId.get(facilityId) ?? []), cost])
    })
    return byId
  }, [costs, changes])
}

interface ChangeRowProps {
  readonly row: ComparedFacility
  readonly known: CompareChangesProps['known']
  readonly costsOf: Readonly<Record<'a' | 'b', ReadonlyMap<string, readonly ChangeCost[]> | undefined>>
}

function ChangeRow({ row, known, costsOf }: ChangeRowProps) {
  const text = ({ facilityId, wish }: ComparedWish, side: 'a' | 'b') => (
    <ChangeText
      facility={changedFacility(facilityId, wish, known.get(facilityId))}
      costs={costsOf[side]?.get(facilityId)}
      known={known}
    />
  )
  if (row.is !== 'otherwise') {
    const side = row.a ? 'a' : 'b'
    return <li className={s.change}>{text(row[side]!, side)}</li>
  }
  return (
    <li>
      {(['a', 'b'] as const).map((side) => (
        <div key={side} className={s.change}>
          <SideMark of={side} />
          {text(row[side]!, side)}
        </div>
      ))}
    </li>
  )
}
