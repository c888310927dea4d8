import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { ClassTag, type MaturityClass } from '#district/diagnosis/web/parts/maturity.tsx'
import { listProjects, type Project } from '#district/programme/contract.ts'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { ApplicationOf, useApplications } from '#mechanisms/application/web/parts/application-of.tsx'
import { applyWords } from '#mechanisms/application/web/parts/apply-words.ts'
import { useRead } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import s from './projects-page.module.css'
import { words } from './words.ts'

const ProjectsMap = lazy(async () => ({ default: (await import('./projects-map.tsx')).ProjectsMap }))

const DEFAULTS = { part: '', asOf: '' }

/** The portfolio: the plan's 4 + 2 + 17 + 25 with their rule, every project's attributes apart, on any past day. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const [choice, change] = useUrlState(DEFAULTS)
  const portfolio = useRead(listProjects, { query: choice.asOf ? { asOf: choice.asOf } : {} })
  const [lit, setLit] = useState<string>()
  const { district } = useAreas()
  const order = portfolio.parts.map(({ part }) => part)
  const projects = portfolio.projects
    .filter(({ part }) => !choice.part || part === choice.part)
    .sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part))
  return (
    <PageFrame
      title={w.title}
      under={
        <>
          <Figure rows="projects">
            {w.under(n.count(portfolio.projects.length), n.day(portfolio.asOf))}
          </Figure>{' '}
          · <span className="quiet">{w.separate}</span>
        </>
      }
      actions={
        <label className={s.date}>
          {w.asOf}
          <input
            type="date"
            value={choice.asOf || portfolio.asOf}
            onChange={(event) => event.target.value && change({ asOf: event.target.value })}
          />
        </label>
      }
    >
      <Parts portfolio={portfolio} chosen={choice.part} onChoose={(part) => change({ part })} />
      {projects.length === 0 ? (
        <div className="panel">
          <Empty title={w.none} why={w.noneWhy} />
        </div>
      ) : (
        <div className={s.columns}>
          <section className="panel" aria-label={w.title}>
            <ProjectTable projects={projects} lit={lit} />
          </section>
          <section className={`panel ${s.map}`} aria-label={w.map}>
            <Suspense fallback={<Loading />}>
              <ProjectsMap
                projects={projects}
                box={district?.box ?? [121.4, 29.6, 121.9, 30]}
                lit={lit}
                onLight={setLit}
              />
            </Suspense>
          </section>
        </div>
      )}
    </PageFrame>
  )
}

type Portfolio = { parts: { part: string; name: Both; rule: Both; planned: number; count: number }[] } & {
  projects: Project[]
}
type Both = { zh: string; en: string }

/** The parts of the plan as counted from the projects, each with its rule; a difference from the plan is said. */
function Parts({
  portfolio,
  chosen,
  onChoose,
}: {
  portfolio: Portfolio
  chosen: string
  onChoose: (part: string) => void
}) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  return (
    <fieldset className={s.parts} aria-label={w.parts} style={{ border: 0, padding: 0, marginInline: 0 }}>
      <button type="button" className={s.part} aria-pressed={!chosen} onClick={() => onChoose('')}>
        <span className={s.count}>{n.count(portfolio.projects.length)}</span>
        <b>{w.all}</b>
      </button>
      {portfolio.parts.map(({ part, name: its, rule, planned, count }) => (
        <button
          key={part}
          type="button"
          className={s.part}
          aria-pressed={chosen === part}
          onClick={() => onChoose(chosen === part ? '' : part)}
        >
          <span className={s.count}>{n.count(count)}</span>
          <b>{name(its)}</b>
          <span className={s.rule}>{name(rule)}</span>
          {count !== planned && <span className={s.differs}>{w.planned(n.count(planned))}</span>}
        </button>
      ))}
    </fieldset>
  )
}

const CLASSES: readonly string[] = ['mature', 'near-mature', 'to-be-created']

function ProjectTable({ projects, lit }: { projects: readonly Project[]; lit: string | undefined }) {
  const w = useWords(words)
  const name = useName()
  const apply = useWords(applyWords)
  const applications = useApplications('project')
  const { byId } = useAreas()
  const text = (label: string) => ({ id: label, label, heading: label })
  const word = (key: string) => (key in words ? (w[key as 'city'] as string) : key || w.unknown)
  const columns: Column<Project>[] = [
    {
      ...text(w.name),
      rowHeading: true,
      cell: (project) => (
        <span data-lit={lit === project.projectId || undefined}>
          {byId.has(project.communityId) ? (
            <Link to={communityPath(project.communityId)}>{name(project.name)}</Link>
          ) : (
            name(project.name)
          )}
          {project.generated && (
            <span className="quiet small" style={{ display: 'block' }}>
              {w.generated}
            </span>
          )}
        </span>
      ),
    },
    {
      ...text(w.town),
      cell: ({ townId }) => {
        const town = byId.get(townId)
        return town ? name(town.name) : townId
      },
    },
    ...(applications
      ? [
          {
            ...text(apply.column),
            cell: ({ projectId, name: title }: Project) => (
              <ApplicationOf of={applications} subjectKind="project" subjectId={projectId} title={title} />
            ),
          },
        ]
      : []),
    { ...text(w.level), cell: ({ level }) => word(level) },
    { ...text(w.batch), cell: ({ batch }) => (batch ? w.batchNo(batch) : w.unknown) },
    { ...text(w.buildType), cell: ({ buildType }) => word(buildType) },
    {
      ...text(w.plannedClass),
      cell: ({ plannedClass }) =>
        CLASSES.includes(plannedClass) ? <ClassTag of={plannedClass as MaturityClass} /> : w.unknown,
    },
    { ...text(w.settlement), cell: ({ settlement }) => w[settlement] },
    {
      ...text(w.communities),
      cell: ({ communityIds }) =>
        communityIds
          .map((id) => {
            const area = byId.get(id)
            return area ? name(area.name) : id
          })
          .join('、') || w.drawn,
    },
  ]
  return (
    <DataTable
      label={w.title}
      columns={columns}
      id="projects"
      rows={projects}
      rowKey={(row) => row.projectId}
      rowsAre="record"
    />
  )
}
