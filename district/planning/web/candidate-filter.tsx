import { Link } from '@tanstack/react-router'
import { Checkbox, Select } from 'antd'
import { useMemo } from 'react'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { useUrlState } from '#platform/ui/url-state.ts'
import type { Change } from '../contract.ts'
import { candidateKinds } from '../rules/candidates.ts'
import { CANDIDATE_KINDS } from '../rules/catalogue.ts'
import { useCosted } from './costed.ts'
import { Labelled } from './labelled.tsx'
import s from './siting-panel.module.css'
import { words } from './siting-words.ts'

/** In the address: kinds that do not count, and towns that alone do. */
const DEFAULTS = { without: '', towns: '' }

const listOf = (text: string) => text.split(',').filter((one) => one !== '')

/** The candidates as the address narrows them; those whose place the changes have taken are left out. */
export function useCandidates(changes: readonly Change[]) {
  const costed = useCosted()
  const { byId } = useAreas()
  const [choice, change] = useUrlState(DEFAULTS)
  const all = useMemo(
    () => costed?.map((one) => ({ ...one, town: byId.get(one.communityId)?.parentId ?? '' })),
    [costed, byId],
  )
  const usable = useMemo(() => {
    const [without, towns] = [listOf(choice.without), listOf(choice.towns)]
    const taken = new Set(changes.flatMap((one) => ('hostId' in one ? [one.hostId] : [])))
    return (all ?? []).filter(
      ({ id, kind, town }) =>
        !without.includes(kind) && (towns.length === 0 || towns.includes(town)) && !taken.has(id),
    )
  }, [all, choice, changes])
  return { all, usable, choice, change }
}

/** Which kinds of candidates count, and in which towns. */
export function CandidateFilter({ all, choice, change }: ReturnType<typeof useCandidates>) {
  const w = useWords(words)
  const name = useName()
  const n = useNumbers()
  const { towns } = useAreas()
  const without = listOf(choice.without)
  const present = new Set(all?.map(({ town }) => town))
  return (
    <>
      <fieldset className={s.kinds} {...figures('opens')}>
        <legend>{w.candidates}</legend>
        <Checkbox.Group
          value={CANDIDATE_KINDS.filter((kind) => !without.includes(kind))}
          onChange={(kinds) =>
            change({ without: CANDIDATE_KINDS.filter((kind) => !kinds.includes(kind)).join() })
          }
          options={CANDIDATE_KINDS.map((kind) => ({
            value: kind,
            label: `${name(candidateKinds[kind])} ${n.count(all?.filter((one) => one.kind === kind).length ?? 0)}`,
          }))}
        />
        <p>
          <Link to="/what-if/candidates">{w.openRegister}</Link>
        </p>
      </fieldset>
      <Labelled label={w.inTowns}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            maxTagCount="responsive"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={w.allTowns}
            value={listOf(choice.towns)}
            onChange={(ids: string[]) => change({ towns: ids.join() })}
            options={towns
              .filter(({ areaId }) => present.has(areaId))
              .map((town) => ({ value: town.areaId, label: name(town.name) }))}
          />
        )}
      </Labelled>
    </>
  )
}
