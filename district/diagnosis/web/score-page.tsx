import { Link, useParams } from '@tanstack/react-router'
import { scoreDenominator } from '#district/diagnosis/contract/rows.ts'
import { type CommunityDiagnosis, communityDiagnosis } from '#district/diagnosis/contract.ts'
import { useRead } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { ClassRule } from './class-rule.tsx'
import page from './community-page.module.css'
import { CommunityWay } from './community-way.tsx'
import { MissingBySupplier } from './missing-by-supplier.tsx'
import { OptOuts } from './opt-outs.tsx'
import { indicatorPath, keepPack } from './parts/paths.ts'
import { rowWords } from './row-words.ts'
import { useAsked } from './use-asked.ts'
import { words } from './words.ts'

/** What the score of a community is made of: every weight, what was opted out of, what is missing, the class. */
export function Page() {
  const w = useWords(rowWords)
  const n = useNumbers()
  const name = useName()
  const { communityId = '' } = useParams({ strict: false })
  const query = useAsked()
  const diagnosis = useRead(communityDiagnosis, { params: { communityId }, query })
  const denominator = useRead(scoreDenominator, { params: { communityId }, query })
  const { summary } = diagnosis
  return (
    <PageFrame
      title={`${name(summary.name)} · ${w.scoreTitle}`}
      over={<CommunityWay communityId={communityId} name={summary.name} />}
      under={
        <>
          <Figure rows="contributions">{n.marks(summary.score)}</Figure> · {w.scoreWhy}
        </>
      }
    >
      <section className={`panel ${page.section}`} id="opt-outs" aria-labelledby="opt-outs-title">
        <OptOuts communityId={communityId} denominator={denominator} />
      </section>
      <section className={`panel ${page.section}`} id="missing" aria-labelledby="missing-title">
        <MissingBySupplier diagnosis={diagnosis} />
      </section>
      <section className={`panel ${page.section}`} id="class" aria-labelledby="class-title">
        <ClassRule diagnosis={diagnosis} />
      </section>
      <section className={`panel ${page.section}`} id="contributions" aria-labelledby="contributions-title">
        <Contributions diagnosis={diagnosis} fixed={denominator.fixed} />
      </section>
    </PageFrame>
  )
}

type Indicator = CommunityDiagnosis['indicators'][number]

/** Every indicator of the denominator with the points it brings; their sum is the score. */
function Contributions({ diagnosis, fixed }: { diagnosis: CommunityDiagnosis; fixed: number }) {
  const w = useWords(rowWords)
  const common = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { summary, run, scenarioNames } = diagnosis
  const counted = diagnosis.indicators.filter(({ weight }) => weight > 0)
  const points = ({ weight, score, optOut }: Indicator) =>
    optOut === null ? score.map((end) => (end * weight) / fixed) : [0, 0]
  const text = (label: string) => ({ id: label, label, heading: label })
  const scenario = new Map(scenarioNames.map((one) => [one.id, name(one.name)]))
  const columns: Column<Indicator>[] = [
    {
      ...text(common.indicators),
      rowHeading: true,
      cell: ({ indicator, name: its, optOut }) => (
        <>
          <Link to={indicatorPath(summary.communityId, indicator)} search={keepPack as never}>
            {name(its)}
          </Link>
          {optOut !== null && <span className={page.near}>{common.optOut}</span>}
        </>
      ),
    },
    { ...text(common.scenario), cell: (one) => scenario.get(one.scenario) ?? one.scenario },
    {
      ...text(w.weight),
      number: true,
      cell: ({ indicator, weight }) => (
        <Figure to={`/packs/${run.pack}`} hash={indicator}>
          {n.value(weight)}
        </Figure>
      ),
    },
    { ...text(w.ofDenominator), number: true, cell: ({ weight }) => `${tenths(n, weight / fixed)}%` },
    { ...text(w.evidence), number: true, cell: ({ completeness }) => n.percent(completeness) },
    { ...text(common.score), number: true, cell: ({ score }) => n.marks(score) },
    {
      ...text(w.contribution),
      number: true,
      cell: (one) => {
        const [low = 0, high = 0] = points(one)
        return low === high ? tenths(n, low) : `${tenths(n, low)}–${tenths(n, high)}`
      },
    },
  ]
  return (
    <>
      <header className={page.head}>
        <h2 id="contributions-title">{w.scoreTitle}</h2>
        <p>
          {w.denominator} <Figure rows="contributions-rows">{n.value(fixed)}</Figure> · {w.sum}{' '}
          <Figure rows="contributions-rows">{n.marks(summary.score)}</Figure>
        </p>
      </header>
      <DataTable
        id="contributions-rows"
        label={w.scoreTitle}
        columns={columns}
        rows={counted}
        rowKey={({ indicator }) => indicator}
        rowsAre="opens"
      />
    </>
  )
}

/** Points of a hundred, to a tenth. */
const tenths = (n: ReturnType<typeof useNumbers>, share: number) => n.value(Math.round(share * 1000) / 10)
