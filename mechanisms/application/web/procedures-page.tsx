import { Link } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { lazy, Suspense } from 'react'
import { countOpenCases } from '#mechanisms/application/contract/migration.ts'
import type { Procedure } from '#mechanisms/application/contract/shapes.ts'
import { listProcedures } from '#mechanisms/application/contract.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { useRead } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import a from './application.module.css'
import { migrationPath } from './parts/paths.ts'
import { procedureWords } from './procedure-words.ts'
import s from './procedures.module.css'

const Drawing = lazy(async () => ({ default: (await import('./drawing.tsx')).Drawing }))

/** Procedures with their versions: since when, what is open by each, its drawing, and the way to another one. */
export function Page() {
  const w = useWords(procedureWords)
  const n = useNumbers()
  const name = useName()
  const [choice, change] = useUrlState({ procedure: '', version: '' })
  const procedures = useRead(listProcedures)
  const procedure = procedures.find(({ procedureId }) => procedureId === choice.procedure) ?? procedures[0]
  const drawn =
    procedure?.versions.find(({ version }) => String(version) === choice.version) ?? procedure?.versions[0]
  return (
    <PageFrame title={w.title} over={<Link to="/applications">{w.applications}</Link>} under={w.how}>
      {procedures.length > 1 && procedure && (
        <div className={s.choice}>
          <Segmented
            aria-label={w.procedure}
            value={procedure.procedureId}
            onChange={(procedureId) => change({ procedure: procedureId, version: '' }, 'push')}
            options={procedures.map((one) => ({ value: one.procedureId, label: name(one.name) }))}
          />
        </div>
      )}
      {procedure && drawn && (
        <>
          <section className={`panel ${s.versions}`} aria-label={name(procedure.name)}>
            <Versions
              procedure={procedure}
              drawn={drawn.version}
              onDraw={(version) => change({ version: String(version) })}
            />
          </section>
          <section className={`panel ${a.drawing}`} aria-labelledby="drawing-title">
            <h2 id="drawing-title" className={s.heading} {...figures('wording')}>
              {w.drawing(n.count(drawn.version))}
            </h2>
            <Suspense fallback={<Loading lines={4} />}>
              <Drawing procedureId={procedure.procedureId} version={drawn.version} />
            </Suspense>
          </section>
          <section className={`panel ${a.section}`} aria-labelledby="steps-title">
            <h2 id="steps-title">{w.steps}</h2>
            <ol className={s.steps} {...figures('wording')}>
              {drawn.steps.map(({ node, name: step }) => (
                <li key={node}>
                  {name(step)}
                  {before(procedure, drawn) && !has(before(procedure, drawn)!, node) && (
                    <span className={s.inForce}>{w.isNew}</span>
                  )}
                </li>
              ))}
            </ol>
          </section>
        </>
      )}
    </PageFrame>
  )
}

type Version = Procedure['versions'][number]
const has = ({ steps }: Version, node: string) => steps.some((step) => step.node === node)
/** The version before. */
const before = ({ versions }: Procedure, { version }: Version) =>
  versions.find((one) => one.version === version - 1)

/** What is new in a version, by its own words and by its steps. */
function News({ procedure, version }: { procedure: Procedure; version: Version }) {
  const w = useWords(procedureWords)
  const name = useName()
  const last = before(procedure, version)
  const listed = (steps: Version['steps']) => steps.map((step) => name(step.name)).join(w.and)
  const news = last ? listed(version.steps.filter(({ node }) => !has(last, node))) : ''
  const gone = last ? listed(last.steps.filter(({ node }) => !has(version, node))) : ''
  const lines = [version.note, news && w.news(news), gone && w.gone(gone)].filter(Boolean)
  return (
    <div {...figures('record')}>
      {lines.length === 0 && (last ? w.sameSteps : '—')}
      {lines.map((line) => (
        <span key={line} className={a.below}>
          {line}
        </span>
      ))}
      {version.addedBy === null && <span className={`quiet small ${a.below}`}>{w.shipped}</span>}
    </div>
  )
}

interface VersionsProps {
  readonly procedure: Procedure
  readonly drawn: number
  readonly onDraw: (version: number) => void
}

function Versions({ procedure, drawn, onDraw }: VersionsProps) {
  const w = useWords(procedureWords)
  const n = useNumbers()
  const mayMigrate = useRight('procedure.manage')
  const { procedureId } = procedure
  const counts = new Map(
    useRead(countOpenCases)
      .filter((one) => one.procedureId === procedureId)
      .map(({ version, open }) => [version, open]),
  )
  const open = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Version>[] = [
    {
      ...text(w.version),
      rowHeading: true,
      cell: ({ version }) => (
        <span {...figures('wording')}>
          {w.versionNo(n.count(version))}
          {version === procedure.version && <span className={s.inForce}>{w.inForce}</span>}
        </span>
      ),
    },
    { ...text(w.since), cell: ({ addedAt }) => <span {...figures('record')}>{n.day(addedAt)}</span> },
    {
      ...text(w.note),
      cell: (version) => <News procedure={procedure} version={version} />,
    },
    {
      ...text(w.open),
      number: true,
      cell: ({ version }) => (
        <Figure to="/applications" search={{ box: 'all', status: 'open', procedure: procedureId, version }}>
          {n.count(counts.get(version) ?? 0)}
        </Figure>
      ),
    },
    {
      ...text(w.do),
      cell: ({ version }) => (
        <div className={s.deeds}>
          <Button size="small" disabled={version === drawn} onClick={() => onDraw(version)}>
            {w.show}
          </Button>
          {mayMigrate && open > (counts.get(version) ?? 0) && (
            <Link to={migrationPath(procedureId, version)}>
              <Button size="small" type={version === procedure.version ? 'primary' : 'default'} tabIndex={-1}>
                {w.migrateTo}
              </Button>
            </Link>
          )}
        </div>
      ),
    },
  ]
  return (
    <DataTable
      label={w.title}
      columns={columns}
      rows={procedure.versions}
      rowKey={({ version }) => String(version)}
    />
  )
}
