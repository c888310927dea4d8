import { Link } from '@tanstack/react-router'
import { communityHistory, type CommunityHistory as Days } from '#district/diagnosis/contract/runs.ts'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Loading } from '#platform/ui/states.tsx'
import choices from './choices.module.css'
import page from './community-page.module.css'
import { CLASS_COLOURS, ClassTag } from './parts/maturity.tsx'
import { runWords } from './run-words.ts'
import s from './runs.module.css'
import { words } from './words.ts'

/** The community's score range and class over the stored runs; each day opens as it was. */
export function CommunityHistory({ communityId }: { communityId: string }) {
  const w = useWords(runWords)
  const n = useNumbers()
  const { data } = useReadKeeping(communityHistory, { params: { communityId } })
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Days[number]>[] = [
    {
      ...text(w.when),
      rowHeading: true,
      cell: ({ asOf }) => (
        <Link to={communityPath(communityId)} search={{ asOf } as never}>
          {n.day(asOf)}
        </Link>
      ),
    },
    { ...text(w.score), cell: ({ score }) => n.marks(score) },
    { ...text(w.class), cell: (day) => <ClassTag of={day.class} /> },
  ]
  return (
    <section id="history" className={`panel ${page.section}`} aria-labelledby="history-title">
      <header className={page.head}>
        <h2 id="history-title">{w.history}</h2>
        <p {...figures('wording')}>{data?.length === 1 ? w.historyOne : w.historyWhy}</p>
        <Link to="/runs">{w.allRuns}</Link>
      </header>
      {data ? (
        <>
          <Chart days={data} communityId={communityId} />
          <details className={choices.history}>
            <summary>{w.asTable(n.count(data.length))}</summary>
            <DataTable
              rowsAre="opens"
              label={w.history}
              columns={columns}
              rows={data.toReversed()}
              rowKey={(day) => day.runId}
            />
          </details>
        </>
      ) : (
        <Loading lines={2} />
      )}
    </section>
  )
}

const HEIGHT = 120
const STEP = 26
/** Bars that the name of a month is wide. */
const LABEL_STEPS = 3

/** One bar a day from the lowest to the highest score, in the colour of the class; each is a link to that day. */
function Chart({ days, communityId }: { days: Days; communityId: string }) {
  const w = useWords(runWords)
  const names = useWords(words)
  const n = useNumbers()
  const labelled = monthsWithRoom(days)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={s.chart} tabIndex={0} aria-label={w.historyChart}>
      <ol style={{ height: HEIGHT + 22 }}>
        {days.map(({ runId, asOf, score: [low = 0, high = 1], class: found }) => {
          const label = w.historyDay(n.day(asOf), n.marks([low, high]), names[found])
          return (
            <li key={runId} style={{ width: STEP }}>
              <Link
                to={communityPath(communityId)}
                search={{ asOf } as never}
                aria-label={label}
                title={label}
              >
                <span
                  className={s.span}
                  data-open={found === 'undetermined' || undefined}
                  style={{
                    bottom: low * HEIGHT,
                    height: Math.max(4, (high - low) * HEIGHT),
                    borderColor: CLASS_COLOURS[found],
                    ...(found !== 'undetermined' && { background: CLASS_COLOURS[found] }),
                  }}
                />
              </Link>
              {labelled.has(runId) && (
                <span className={s.month} aria-hidden="true" {...figures('wording')}>
                  {asOf.slice(0, 7)}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Days below which their month is written: the first of each month, as far as the texts do not run into each other. */
function monthsWithRoom(days: Days): ReadonlySet<string> {
  const labelled = new Set<string>()
  let free = 0
  let month = ''
  days.forEach(({ runId, asOf }, i) => {
    if (asOf.slice(0, 7) === month || i < free) return
    month = asOf.slice(0, 7)
    free = i + LABEL_STEPS
    labelled.add(runId)
  })
  return labelled
}
