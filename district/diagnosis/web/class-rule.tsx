import type { CommunityDiagnosis } from '#district/diagnosis/contract.ts'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import page from './community-page.module.css'
import { ClassTag } from './parts/maturity.tsx'
import { indicatorPath, keepPack } from './parts/paths.ts'
import { Verdict } from './parts/verdict.tsx'
import { rowWords } from './row-words.ts'
import s from './rows-page.module.css'
import { words } from './words.ts'

type Cutoff = CommunityDiagnosis['cutoffs']['classes'][number]
type Gate = CommunityDiagnosis['gates'][number]

/** Where each class begins and how far it is, and the floors that must be held for any but the lowest. */
export function ClassRule({ diagnosis }: { diagnosis: CommunityDiagnosis }) {
  const w = useWords(rowWords)
  const common = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { summary, cutoffs, gates, run, indicators } = diagnosis
  const [low = 0, high = 1] = summary.score
  const marks = (share: number) => n.marks([share, share])
  const text = (label: string) => ({ id: label, label, heading: label })
  const state = ({ atLeast }: Cutoff) =>
    low >= atLeast ? w.reached : high >= atLeast ? w.mayReach : w.distance(marks(atLeast - low))
  const classes: Column<Cutoff>[] = [
    { ...text(common.overall), rowHeading: true, cell: (one) => <ClassTag of={one.class} /> },
    {
      ...text(common.threshold),
      cell: ({ atLeast }) => (
        <Figure to={`/packs/${run.pack}`} hash="cutoffs">
          {w.from(marks(atLeast))}
        </Figure>
      ),
    },
    { ...text(common.result), cell: (one) => <Figure rows="contributions">{state(one)}</Figure> },
  ]
  const { communityId } = summary
  /** A scenario's floor is shown with its indicators, another one with the test it is about. */
  const placeOf = ({ kind, id }: Gate) => {
    if (kind === 'scenario') return { to: communityPath(communityId), hash: `scenario-${id}` }
    const own =
      kind === 'floor'
        ? id
        : (indicators.find(({ tests }) => tests.some(({ test }) => test === id))?.indicator ?? id)
    return { to: indicatorPath(communityId, own) }
  }
  const floors: Column<Gate>[] = [
    {
      ...text(w.gates),
      rowHeading: true,
      cell: (gate) => (
        <Figure {...placeOf(gate)} search={keepPack}>
          {name(gate.name)}
        </Figure>
      ),
    },
    { ...text(common.score), cell: ({ score }) => n.marks(score) },
    { ...text(common.threshold), cell: ({ floor }) => w.floorOf(marks(floor)) },
    {
      ...text(common.result),
      cell: (gate) => <Verdict met={gate.state === 'unknown' ? null : gate.state === 'passes'} />,
    },
  ]
  return (
    <>
      <header className={page.head}>
        <h2 id="class-title">{w.classRule}</h2>
        <p>
          <ClassTag of={summary.class} />
        </p>
      </header>
      {cutoffs.classes.length === 0 ? (
        <p className={s.line}>{w.byRank}</p>
      ) : (
        <DataTable label={w.classRule} columns={classes} rows={cutoffs.classes} rowKey={(one) => one.class} />
      )}
      {gates.length > 0 && (
        <DataTable
          label={w.gates}
          columns={floors}
          rows={gates}
          rowKey={({ kind, id }) => kind + id}
          rowsAre="opens"
        />
      )}
    </>
  )
}
