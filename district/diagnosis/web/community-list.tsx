import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { memo, useEffect, useRef } from 'react'
import type { CommunitySummary, DistrictDiagnosis } from '#district/diagnosis/contract.ts'
import type { Area } from '#foundation/place/contract.ts'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { RangeBar } from '#platform/ui/range-bar.tsx'
import { RangeStrip } from '#platform/ui/range-strip.tsx'
import { SortHeader } from '#platform/ui/sort-header.tsx'
import { Empty } from '#platform/ui/states.tsx'
import { type Choice, seenThrough } from './choose-communities.ts'
import s from './community-list.module.css'
import { ClassSign } from './parts/maturity.tsx'
import { keepPack } from './parts/paths.ts'
import { words } from './words.ts'

type ListChoice = Choice & { readonly at: string; readonly lacking: string; readonly evidence: string }

interface CommunityListProps {
  readonly rows: readonly CommunitySummary[]
  readonly choice: ListChoice
  readonly change: (patch: Partial<ListChoice>) => void
  readonly diagnosis: DistrictDiagnosis
  readonly areas: ReadonlyMap<string, Area>
  /** Where one indicator's gap is looked at: residents whom it concerns, by community. */
  readonly lacking: ReadonlyMap<string, number | null> | undefined
  readonly hovered: string | undefined
  readonly onHover: (id: string | undefined) => void
}

/** Every community that passes the filters. Pointing at a row, or reaching it by keyboard, lights it on the map. */
export function CommunityList(props: CommunityListProps) {
  const { rows, choice, change, diagnosis, areas, lacking, hovered, onHover } = props
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!choice.at) return
    box.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' })
  }, [choice.at])
  const peopleOf = ({ communityId, population }: CommunitySummary) =>
    lacking ? (lacking.get(communityId) ?? null) : population
  const peopleText = lacking ? w.affectedCount : w.peopleCount
  const sort = { value: choice.sort, onChange: (value: string) => change({ sort: value }) }
  if (rows.length === 0)
    return (
      <Empty title={w.noMatch} why={w.noMatchWhy}>
        <Button onClick={() => change({ q: '', town: '', band: '', missing: '', lacking: '', evidence: '' })}>
          {w.clear}
        </Button>
      </Empty>
    )
  return (
    <>
      <div className={s.scroll} ref={box}>
        <table className={s.table} id="communities">
          <thead>
            <tr>
              <SortHeader {...sort} by="name" first="up">
                {w.name}
              </SortHeader>
              <SortHeader {...sort} by="score">
                {w.score}
              </SortHeader>
              <th scope="col" className={s.nine}>
                <span className={s.cells}>
                  <span className="visually-hidden">{w.nine}</span>
                  {diagnosis.scenarios.map((scenario) => (
                    <i key={scenario.id} aria-hidden="true" title={name(scenario.name)}>
                      {shortName(scenario.name, w.nine)}
                    </i>
                  ))}
                </span>
              </th>
              <SortHeader {...sort} by="people" className={s.number}>
                {lacking ? w.affected : w.people}
              </SortHeader>
            </tr>
          </thead>
          <tbody onMouseLeave={() => onHover(undefined)}>
            {rows.map((community) => (
              <Row
                key={community.communityId}
                {...{ community, diagnosis, onHover }}
                town={areas.get(community.townId)}
                lens={choice.lens}
                people={peopleOf(community)}
                hovered={hovered === community.communityId}
                selected={choice.at === community.communityId}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className={s.foot} role="status">
        <Figure rows="communities">
          {w.communityCount(n.count(rows.length))} ·{' '}
          {peopleText(n.count(rows.reduce((sum, c) => sum + (peopleOf(c) ?? 0), 0)))}
        </Figure>
      </p>
    </>
  )
}

/** One character stands for a scenario above its column: the first of the Chinese name, or the first Latin letter. */
const shortName = (name: { zh: string; en: string }, heading: string) =>
  /[^\u0020-\u007f]/.test(heading) ? name.zh.slice(0, 1) : name.en.slice(0, 1)

interface RowProps {
  readonly community: CommunitySummary
  readonly diagnosis: DistrictDiagnosis
  readonly town: Area | undefined
  readonly lens: string
  /** Residents, or those whom the gap looked at concerns. */
  readonly people: number | null
  readonly hovered: boolean
  readonly selected: boolean
  readonly onHover: (id: string | undefined) => void
}

const Row = memo(function Row(props: RowProps) {
  const { community, diagnosis, town, lens, people, hovered, selected, onHover } = props
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const seen = seenThrough(lens, community, diagnosis.cutoffs)
  // Villages have scenarios of their own; those they share with the headings are drawn, the rest is on their page.
  const columns = diagnosis.scenarios.map(({ id }) => community.scenarios.find((x) => x.scenario === id))
  const failing = columns.map((x) => x !== undefined && community.failingRequired.includes(x.scenario))
  const nine = diagnosis.scenarios
    .map((scenario, i) => {
      const own = columns[i]
      const marks = own ? n.marks(own.score) : '—'
      return `${name(scenario.name)} ${marks}${failing[i] ? ` (${w.failingRequired})` : ''}`
    })
    .join(', ')
  return (
    <tr
      {...figures('opens')}
      data-hovered={hovered || undefined}
      data-selected={selected || undefined}
      onMouseEnter={() => onHover(community.communityId)}
      onFocus={() => onHover(community.communityId)}
    >
      <td>
        <div className={s.name}>
          <ClassSign of={seen.band} />
          <Link to={communityPath(community.communityId)} search={keepPack as never}>
            {name(community.name)}
          </Link>
          <small>
            {town ? name(town.name) : ''}
            <span className="visually-hidden">{w[seen.band]}</span>
          </small>
        </div>
      </td>
      <td>
        <span className={s.score}>
          <RangeBar range={seen.score} />
          <span>
            <b>{n.marks(seen.score)}</b>
            <span className="quiet" title={w.evidenceShare}>
              {w.known(n.percent(seen.completeness))}
            </span>
          </span>
        </span>
      </td>
      <td className={s.nine}>
        <RangeStrip ranges={columns.map((x) => x?.score)} failing={failing} label={nine} />
      </td>
      <td className={s.number}>{people === null ? '—' : n.count(people)}</td>
    </tr>
  )
})
