import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { Loading } from '#platform/ui/states.tsx'
import { MilestoneTable } from './milestone-table.tsx'
import { NeedsRight } from './needs-right.tsx'
import s from './programme.module.css'
import { useStands } from './use-stands.ts'
import { words } from './words.ts'

/** The dated milestones of the plan as they stand on the day. */
export function MilestoneView() {
  const w = useWords(words)
  const { mayRead, milestones } = useStands()
  if (!mayRead) return <NeedsRight />
  if (!milestones) return <Loading />
  return (
    <section className="panel" aria-label={w.milestones}>
      <p className={`quiet small ${s.rule}`} {...figures('wording')}>
        {w.milestonesRule} {milestones.document}
      </p>
      <MilestoneTable rows={milestones.rows} id="milestones" />
    </section>
  )
}
