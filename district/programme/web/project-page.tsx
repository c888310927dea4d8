import { Link, useParams } from '@tanstack/react-router'
import type { Static } from 'typebox'
import { ClassTag, type MaturityClass } from '#district/diagnosis/web/parts/maturity.tsx'
import { type Attribute, listProjects, readProject } from '#district/programme/contract.ts'
import { ATTRIBUTE_NAMES, valueName } from '#district/programme/rules/names.ts'
import { PORTFOLIO } from '#district/programme/rules.ts'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { ApplicationOf, useApplications } from '#mechanisms/application/web/parts/application-of.tsx'
import { useReadKeeping } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Loading } from '#platform/ui/states.tsx'
import { AttributeHistory } from './attributes/attribute-history.tsx'
import { DayBar } from './day-bar.tsx'
import { MilestoneTable } from './milestone-table.tsx'
import s from './programme.module.css'
import { useAsked } from './use-asked.ts'
import { useStands } from './use-stands.ts'
import { words } from './words.ts'

/** One project on a day: each attribute with its history, its milestones, and the quotas it is counted in. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const asked = useAsked()
  const { projectId } = useParams({ strict: false }) as { projectId: string }
  const { data, error } = useReadKeeping(readProject, { params: { projectId }, query: asked })
  const days = useReadKeeping(listProjects, { query: { size: 1 } }).data
  if (error) throw error
  if (!data) return <PageFrame title={w.name}>{<Loading />}</PageFrame>
  const { project, history, asOf } = data
  const part = PORTFOLIO.find((one) => one.part === project.part)!
  const isKnown = history.some(({ isFuture }) => !isFuture)
  return (
    <PageFrame
      title={name(project.name)}
      over={
        <Link to="/projects" search={asked as never}>
          {w.title}
        </Link>
      }
      under={
        <span {...figures('wording')}>
          {name(project.town)} · {name(part.name)} · {w[project.settlement]}
          {project.generated && ` · ${w.generated}`}
        </span>
      }
      actions={<Link to={`/projects/${projectId}/schedule`}>{w.schedule}</Link>}
    >
      {days && <DayBar first={days.firstDay ?? days.today} last={days.today} />}
      {!isKnown && (
        <p className={s.notice} role="status" {...figures('wording')}>
          {w.notKnownYet(n.day(asOf))}
        </p>
      )}
      <div className={s.sections}>
        <Facts project={project} history={history} />
        <Milestones projectId={projectId} />
        <AttributeHistory {...data} />
      </div>
    </PageFrame>
  )
}

type Data = Static<(typeof readProject)['reply']>

/** What holds on the day, each attribute by itself, and where the project is. */
function Facts({ project, history }: Pick<Data, 'project' | 'history'>) {
  const w = useWords(words)
  const name = useName()
  const asked = useAsked()
  const applications = useApplications('project')
  const { quotas } = useStands()
  const now = history.filter(({ isFuture, withdrawn }) => !isFuture && !withdrawn)
  const held = (attribute: Attribute) => now.findLast((row) => row.attribute === attribute)?.value
  const counted = quotas?.rows.filter((quota) => quota.counted.includes(project.projectId)) ?? []
  const shown = (Object.keys(ATTRIBUTE_NAMES) as Attribute[]).filter(
    (attribute) => attribute !== 'list' && (held(attribute) || !ONLY_WHERE_HELD.includes(attribute)),
  )
  const lists = now.filter(({ attribute }) => attribute === 'list')
  return (
    <section className={`panel ${s.facts}`} aria-labelledby="attributes" {...figures('record')}>
      <h2 id="attributes">{w.attributes}</h2>
      <dl>
        {shown.map((attribute) => (
          <div key={attribute}>
            <dt>{name(ATTRIBUTE_NAMES[attribute])}</dt>
            <dd>
              <Value attribute={attribute} value={held(attribute)} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{name(ATTRIBUTE_NAMES.list)}</dt>
          <dd>{lists.map(({ value }) => name(valueName('list', value))).join('；') || w.unknown}</dd>
        </div>
        <div>
          <dt>{w.communities}</dt>
          <dd>
            {project.communityIds.length === 0 && w.drawn}
            {project.communityIds.map((id, i) => (
              <Link key={id} to={communityPath(id)} className={s.inline}>
                {name(project.communities[i]!)}
              </Link>
            ))}
          </dd>
        </div>
        <div>
          <dt>{w.countedIn}</dt>
          <dd>
            {counted.length === 0 && w.noQuotas}
            {counted.map(({ quotaId, name: its }) => (
              <Link
                key={quotaId}
                className={s.inline}
                to="/projects"
                search={{ ...asked, quota: quotaId } as never}
              >
                {name(its)}
              </Link>
            ))}
          </dd>
        </div>
        {applications && (
          <div>
            <dt>{w.application}</dt>
            <dd>
              <ApplicationOf
                of={applications}
                subjectKind="project"
                subjectId={project.projectId}
                title={project.name}
              />
            </dd>
          </div>
        )}
      </dl>
      <p className="quiet small">
        {w.separate} {w.sourceOf}: {project.source} · {w.grade(project.grade)}
      </p>
    </section>
  )
}

/** Few projects have these. */
const ONLY_WHERE_HELD: readonly Attribute[] = ['applied', 'best-practice']

function Value({ attribute, value }: { attribute: Attribute; value: string | undefined }) {
  const w = useWords(words)
  const name = useName()
  if (!value) return w.unknown
  if (attribute === 'planned-class') return <ClassTag of={value as MaturityClass} />
  return name(valueName(attribute, value))
}

function Milestones({ projectId }: { projectId: string }) {
  const w = useWords(words)
  const { mayRead, milestones } = useStands()
  if (!mayRead) return null
  const own = milestones?.rows.filter(({ subjectId }) => subjectId === projectId)
  return (
    <section className="panel" aria-labelledby="milestones-title">
      <h2 id="milestones-title" className={s.title}>
        {w.milestones}
      </h2>
      {!own ? (
        <Loading />
      ) : own.length === 0 ? (
        <p className={`quiet ${s.title}`}>{w.noMilestones}</p>
      ) : (
        <MilestoneTable rows={own} id="milestones" ofOne />
      )}
    </section>
  )
}
