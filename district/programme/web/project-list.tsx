import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Static } from 'typebox'
import { ClassTag, type MaturityClass } from '#district/diagnosis/web/parts/maturity.tsx'
import type { Attribute, listProjects, Project } from '#district/programme/contract.ts'
import { ATTRIBUTE_NAMES, ATTRIBUTE_VALUES, valueName } from '#district/programme/rules/names.ts'
import { ApplicationOf, useApplications } from '#mechanisms/application/web/parts/application-of.tsx'
import { applyWords } from '#mechanisms/application/web/parts/apply-words.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Pager } from '#platform/ui/pager.tsx'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import type { Change, Choice } from './choice.ts'
import s from './projects-page.module.css'
import { useAsked } from './use-asked.ts'
import { useStands } from './use-stands.ts'
import { words } from './words.ts'

const ProjectsMap = lazy(async () => ({ default: (await import('./projects-map.tsx')).ProjectsMap }))

/** A map of so many projects can be read. */
const MAP_MAX = 500

interface ProjectListProps {
  readonly data: Static<(typeof listProjects)['reply']>
  readonly choice: Choice
  readonly change: Change
  readonly clear: () => void
}

/** The projects that are meant, each attribute by itself, beside their map. */
export function ProjectList({ data, choice, change, clear }: ProjectListProps) {
  const w = useWords(words)
  const n = useNumbers()
  const [lit, setLit] = useState<string>()
  const { projects, total, page, size } = data
  const asked: Change = (patch) => change({ ...patch, page: '1' })
  return (
    <div className={s.columns}>
      <section className="panel" aria-label={w.title}>
        <Filters choice={choice} change={asked} first={projects[0]} />
        {projects.length === 0 ? (
          <Empty title={w.none} why={w.noneWhy}>
            <Button onClick={clear}>{w.clear}</Button>
          </Empty>
        ) : (
          <ProjectTable {...{ projects, lit }} sort={choice.sort} onSort={(sort) => asked({ sort })} />
        )}
        {total > size && (
          <Pager rows="projects" {...{ total, page, size }} onPage={(to) => change({ page: String(to) })} />
        )}
      </section>
      <section className={`panel ${s.map}`} aria-label={w.map}>
        {total > MAP_MAX ? (
          <p className={s.mapNote} {...figures('wording')}>
            {w.mapTooMany(n.count(MAP_MAX))}
          </p>
        ) : (
          <Suspense fallback={<Loading />}>
            <ProjectsMap projects={projects} lit={lit} onLight={setLit} />
          </Suspense>
        )}
      </section>
    </div>
  )
}

const CHOICES = {
  level: ATTRIBUTE_VALUES.level,
  buildType: ATTRIBUTE_VALUES['build-type'],
  plannedClass: ATTRIBUTE_VALUES['planned-class'],
  settlement: ['urban', 'rural'],
} as const

/** What of the list is shown. */
function Filters({
  choice,
  change,
  first,
}: Pick<ProjectListProps, 'choice' | 'change'> & { first?: Project | undefined }) {
  const w = useWords(words)
  const name = useName()
  const labels = {
    level: name(ATTRIBUTE_NAMES.level),
    buildType: name(ATTRIBUTE_NAMES['build-type']),
    plannedClass: name(ATTRIBUTE_NAMES['planned-class']),
    settlement: w.settlement,
  }
  return (
    <search className={s.filters}>
      <SearchInput label={w.search} value={choice.q} onChange={(q) => change({ q })} />
      {(Object.keys(CHOICES) as (keyof typeof CHOICES)[]).map((key) => (
        <Select
          key={key}
          aria-label={labels[key]}
          popupMatchSelectWidth={false}
          value={choice[key]}
          onChange={(value: string) => change({ [key]: value })}
          options={[
            { value: '', label: `${labels[key]}: ${w.any}` },
            ...CHOICES[key].map((value) => ({
              value,
              label: value === 'urban' || value === 'rural' ? w[value] : name(valueName('level', value)),
            })),
          ]}
        />
      ))}
      <Narrowed choice={choice} change={change} town={first?.town} />
    </search>
  )
}

/** Conditions that other views set, each to be taken off. */
function Narrowed({
  choice,
  change,
  town,
}: Pick<ProjectListProps, 'choice' | 'change'> & { town?: Both | undefined }) {
  const w = useWords(words)
  const name = useName()
  const { quotas } = useStands()
  const quota = quotas?.rows.find(({ quotaId }) => quotaId === choice.quota)
  const quotaName = quota ? name(quota.name) : choice.quota
  const conditions = [
    ...(choice.town ? [{ off: { town: '' }, label: w.onlyTown(town ? name(town) : choice.town) }] : []),
    ...(choice.list ? [{ off: { list: '' }, label: w.onlyList(choice.list) }] : []),
    ...(choice.quota
      ? [
          {
            off: { quota: '', lacking: '' },
            label: choice.lacking ? w.onlyLacking(quotaName) : w.onlyCounted(quotaName),
          },
        ]
      : []),
  ]
  if (conditions.length === 0) return null
  return (
    <p className={s.narrowed} {...figures('wording')}>
      {conditions.map(({ off, label }) => (
        <button
          key={label}
          type="button"
          className={s.off}
          onClick={() => change(off)}
          aria-label={`${label} · ${w.clear}`}
        >
          {label} ✕
        </button>
      ))}
      {quota && <span className="quiet small">{name(quota.rule)}</span>}
    </p>
  )
}
type Both = { readonly zh: string; readonly en: string }

const CLASSES: readonly string[] = CHOICES.plannedClass

interface ProjectTableProps {
  readonly projects: readonly Project[]
  readonly lit: string | undefined
  readonly sort: string
  readonly onSort: (sort: string) => void
}

function ProjectTable({ projects, lit, sort, onSort }: ProjectTableProps) {
  const w = useWords(words)
  const name = useName()
  const apply = useWords(applyWords)
  const asked = useAsked()
  const applications = useApplications('project')
  const said = (attribute: Attribute, value: string) =>
    value ? name(valueName(attribute, value)) : w.unknown
  const text = (label: string, sortBy?: string) => ({
    ...{ id: label, label, heading: label },
    ...(sortBy && { sortBy }),
  })
  const of = (attribute: Attribute, value: (project: Project) => string): Column<Project> => ({
    ...text(name(ATTRIBUTE_NAMES[attribute]), attribute),
    cell: (project) => said(attribute, value(project)),
  })
  const columns: Column<Project>[] = [
    {
      ...text(w.name, 'name'),
      rowHeading: true,
      cell: ({ projectId, name: its, generated }) => (
        <span data-lit={lit === projectId || undefined}>
          <Link to={`/projects/${projectId}`} search={asked as never}>
            {name(its)}
          </Link>
          {generated && <span className={`quiet small ${s.below}`}>{w.generated}</span>}
        </span>
      ),
    },
    { ...text(w.town, 'town'), cell: ({ town }) => name(town) },
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
    of('level', ({ level }) => level),
    of('batch', ({ batch }) => batch),
    of('build-type', ({ buildType }) => buildType),
    {
      ...text(name(ATTRIBUTE_NAMES['planned-class']), 'planned-class'),
      cell: ({ plannedClass }) =>
        CLASSES.includes(plannedClass) ? <ClassTag of={plannedClass as MaturityClass} /> : w.unknown,
    },
    of('stage', ({ stage }) => (stage === null ? '' : String(stage))),
    { ...text(w.settlement), cell: ({ settlement }) => w[settlement] },
    {
      ...text(w.communities),
      cell: ({ communities }) => communities.map(name).join('、') || w.drawn,
    },
  ]
  return (
    <DataTable
      label={w.title}
      columns={columns}
      id="projects"
      rows={projects}
      rowKey={(row) => `${row.communityId} ${row.projectId}`}
      rowsAre="record"
      sort={{ value: sort, onChange: onSort }}
    />
  )
}
