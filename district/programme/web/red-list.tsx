import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { MilestoneTable } from './milestone-table.tsx'
import { NeedsRight } from './needs-right.tsx'
import s from './programme.module.css'
import { QuotaCard } from './quota-view.tsx'
import { useRed, useStands } from './use-stands.ts'
import { words } from './words.ts'

/** What is red on the day: milestones that are due and not met, or were met late, and quotas that were missed. */
export function RedList() {
  const w = useWords(words)
  const red = useRed()
  const { mayRead } = useStands()
  if (!mayRead) return <NeedsRight />
  if (!red) return <Loading />
  const { milestones, quotas } = red
  return (
    <section aria-label={w.red} id="red">
      <p className={`quiet small ${s.rule}`} {...figures('wording')}>
        {w.redRule}。{w.milestonesRule}
      </p>
      {milestones.length + quotas.length === 0 && (
        <div className="panel">
          <Empty title={w.allWell} why={w.allWellWhy} />
        </div>
      )}
      {milestones.length > 0 && (
        <div className="panel">
          <MilestoneTable rows={milestones} id="red-milestones" />
        </div>
      )}
      {quotas.length > 0 && (
        <div className={s.cards}>
          {quotas.map((quota) => (
            <QuotaCard key={quota.quotaId} quota={quota} />
          ))}
        </div>
      )}
    </section>
  )
}
