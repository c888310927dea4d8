import { RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { memo } from 'react'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Empty } from '#platform/ui/states.tsx'
import type { Change } from '../contract.ts'
import { catalogueNote, interventions } from '../rules/candidates.ts'
import { withoutFacility } from '../rules/changes.ts'
import { type ChangeCost, sumOfCosts } from '../rules/costs.ts'
import { ChangeGlyph } from './change-glyph.tsx'
import s from './change-list.module.css'
import type { ChangedFacility } from './changed-facilities.ts'
import { useCosts, useCostText } from './costs.ts'
import type { OpenedFacility } from './engine-jobs.ts'
import { meansWords } from './means-words.ts'
import type { WhatIf } from './what-if.ts'
import { words } from './words.ts'

interface ChangeListProps {
  readonly whatIf: WhatIf
  readonly changes: readonly Change[]
  readonly changed: readonly ChangedFacility[]
  readonly known: ReadonlyMap<string, OpenedFacility>
  readonly chosen: string
  readonly onChoose: (facilityId: string) => void
}

/** Every facility that is changed: what is done to it, by what means, what that costs, and the way back. */
export const ChangeList = memo(function ChangeList(props: ChangeListProps) {
  const { whatIf, changes, changed, known, chosen, onChoose } = props
  const w = useWords(words)
  const costs = useCosts(changes, known)
  if (changed.length === 0) return <Empty title={w.noChanges} why={w.noChangesWhy} />
  return (
    <>
      <ul className={s.list}>
        {changed.map((facility) => (
          <li key={facility.facilityId} className={s.row} data-chosen={chosen === facility.facilityId}>
            <button
              type="button"
              className={s.what}
              aria-pressed={chosen === facility.facilityId}
              onClick={() => onChoose(facility.facilityId)}
            >
              <ChangeText
                facility={facility}
                costs={costs?.filter((_, i) => changes[i]!.facilityId === facility.facilityId)}
                known={known}
              />
            </button>
            <TakeBack
              of={facility}
              onClick={() => whatIf.change(withoutFacility(whatIf.state().changes, facility.facilityId))}
            />
          </li>
        ))}
      </ul>
      {costs && <CostSum of={costs} />}
      <p className={`${s.all} no-print`}>
        <Button type="link" onClick={() => whatIf.change([])}>
          {w.clearAll}
        </Button>
      </p>
    </>
  )
})

interface ChangeTextProps {
  readonly facility: ChangedFacility
  /** Of the changes made to it; undefined while they are on their way. */
  readonly costs: readonly ChangeCost[] | undefined
  readonly known: ReadonlyMap<string, OpenedFacility>
}

/** What is done to a facility, in a few lines. */
export function ChangeText({ facility, costs, known }: ChangeTextProps) {
  const w = useWords(words)
  const name = useName()
  const costText = useCostText()
  const meansText = useMeansText(known)
  const { look, wish, kind, at } = facility
  const kindName = facilityKinds.get(kind)?.name
  const done = [w[look], wish.move && look !== 'move' && w.move, wish.resize && look !== 'resize' && w.resize]
  const isPriced = costs?.filter(({ interventionId, fen }) => interventionId !== null || fen === null)
  return (
    <>
      <span className={s.sign} data-look={look}>
        <ChangeGlyph of={look} />
      </span>
      <span className={s.text}>
        <b>{name(facility.name)}</b>
        <span className="quiet small">
          {done.filter(Boolean).join(' · ')}
          {kindName && ` · ${name(kindName)}`}
          {!at && ` · ${w.gone}`}
        </span>
        {isPriced?.map((cost, i) => (
          <span key={cost.interventionId ?? i} className="quiet small">
            {[meansText(cost), costText(cost)].filter(Boolean).join(' · ')}
          </span>
        ))}
      </span>
    </>
  )
}

function TakeBack({ of, onClick }: { of: ChangedFacility; onClick: () => void }) {
  const w = useWords(words)
  const name = useName()
  return (
    <Button
      type="text"
      className="no-print"
      icon={<RollbackOutlined />}
      aria-label={`${w.takeBack}: ${name(of.name)}`}
      title={w.takeBack}
      onClick={onClick}
    />
  )
}

/** The intervention and its host, where there are any. */
function useMeansText(known: ReadonlyMap<string, OpenedFacility>): (cost: ChangeCost) => string {
  const w = useWords(meansWords)
  const name = useName()
  return ({ interventionId, host }) => {
    const means = interventions.find(({ id }) => id === interventionId)
    const place =
      host?.is === 'candidate'
        ? w.at(host.candidate.name)
        : host?.is === 'facility'
          ? w.at(name(known.get(host.facilityId)!.name))
          : ''
    return [means ? name(means.name) : interventionId, place].filter(Boolean).join(' · ')
  }
}

/** What a list of changes costs, and how much of that is not known. */
export function CostSum({ of }: { of: readonly ChangeCost[] }) {
  const w = useWords(meansWords)
  const n = useNumbers()
  const name = useName()
  const costText = useCostText()
  const { fen, knownCount, unknownCount, stated } = sumOfCosts(of)
  const known = costText({ fen: knownCount > 0 ? fen : null, stated, why: null })
  return (
    <p className={s.sum} {...figures('record')}>
      <span>{w.total}</span>
      <b>{known}</b>
      {knownCount > 0 && unknownCount > 0 && <span>{w.unknownCount(n.count(unknownCount))}</span>}
      <span className="quiet small">{name(catalogueNote)}</span>
    </p>
  )
}
