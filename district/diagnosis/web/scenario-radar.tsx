import type { CommunityDiagnosis } from '#district/diagnosis/contract.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Radar } from '#platform/ui/radar.tsx'
import { RangeBar } from '#platform/ui/range-bar.tsx'
import s from './community-page.module.css'
import { Verdict } from './parts/verdict.tsx'
import { words } from './words.ts'

interface ScenarioRadarProps {
  readonly diagnosis: CommunityDiagnosis & { readonly cutoffs?: { readonly scenarioFloor: number } }
  readonly asTable: boolean
  readonly onToggle: () => void
}

/** The nine scenarios against what the profile asks: as a radar, or the same as a table. */
export function ScenarioRadar({ diagnosis, asTable, onToggle }: ScenarioRadarProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const nameOf = (id: string) => {
    const found = diagnosis.scenarioNames.find((scenario) => scenario.id === id)
    return found ? name(found.name) : id
  }
  const { scenarios } = diagnosis.summary
  const floor = diagnosis.cutoffs?.scenarioFloor
  return (
    <>
      <header className={s.head}>
        <h2>{w.scenarios}</h2>
        <p>
          {floor !== undefined && (
            <Figure to={`/packs/${diagnosis.run.pack}`} hash="cutoffs">
              {w.floor(n.marks([floor, floor]))}
            </Figure>
          )}
        </p>
        <button type="button" className={`${s.toggle} no-print`} onClick={onToggle}>
          {asTable ? w.asRadar : w.asTable}
        </button>
      </header>
      {asTable ? (
        <ScenarioTable scenarios={scenarios} nameOf={nameOf} />
      ) : (
        <div className={s.radar}>
          <Radar
            label={w.radar}
            floor={floor}
            axes={scenarios.map((x) => ({
              id: x.scenario,
              label: nameOf(x.scenario),
              note: `${x.signature ? w.signature : w[x.need]} ${n.marks(x.score)}`,
              range: x.score,
              weight: x.need === 'required' ? 'strong' : x.need === 'optional' ? 'weak' : 'normal',
              failing: x.gate === 'fails',
              href: `#scenario-${x.scenario}`,
            }))}
          />
          <ul className={s.key}>
            <li>
              <i className={s.sure} aria-hidden="true" />
              {w.sure}
            </li>
            <li>
              <i className={s.openPart} aria-hidden="true" />
              {w.openPart}
            </li>
          </ul>
        </div>
      )}
    </>
  )
}

type Scenario = CommunityDiagnosis['summary']['scenarios'][number]

function ScenarioTable({ scenarios, nameOf }: { scenarios: Scenario[]; nameOf: (id: string) => string }) {
  const w = useWords(words)
  const n = useNumbers()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Scenario>[] = [
    {
      ...text(w.scenario),
      rowHeading: true,
      cell: (x) => <a href={`#scenario-${x.scenario}`}>{nameOf(x.scenario)}</a>,
    },
    { ...text(w.need), cell: (x) => (x.signature ? `${w[x.need]} · ${w.signature}` : w[x.need]) },
    {
      ...text(w.score),
      cell: (x) => (
        <>
          {n.marks(x.score)}
          <RangeBar range={x.score} />
        </>
      ),
    },
    { ...text(w.completeness), number: true, cell: (x) => n.percent(x.completeness) },
    {
      ...text(w.gate),
      cell: (x) =>
        x.need === 'required' && <Verdict met={x.gate === 'unknown' ? null : x.gate === 'passes'} />,
    },
  ]
  return (
    <DataTable
      label={w.scenarios}
      columns={columns}
      rows={scenarios}
      rowKey={(x) => x.scenario}
      rowsAre="opens"
    />
  )
}
