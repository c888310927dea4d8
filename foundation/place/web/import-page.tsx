import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Input, Progress, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import {
  IMPORT_KINDS,
  type ImportReport,
  importMapFile,
  importPlaces,
  importTemplate,
  type MapImportReport,
  rejectedRows,
} from '#foundation/place/contract.ts'
import { ProblemError } from '#platform/http/client.ts'
import { urlOf } from '#platform/http/route.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { upload, useForgetReplies } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import s from './import-page.module.css'
import { words } from './words.ts'

/** A table of one kind, or a street map, which brings streets, base map and facilities at once. */
type Kind = (typeof IMPORT_KINDS)[number] | 'map'
type AnyReport = ImportReport | MapImportReport

/** Bring a file in: what it has, in which datum, from where; then what became of each row. */
export function Page() {
  const w = useWords(words)
  const allowed = useRight('place.import')
  const [report, setReport] = useState<AnyReport>()
  return (
    <PageFrame title={w.importTitle} under={w.importWhy} over={<Link to="/facilities">{w.title}</Link>}>
      {!allowed && (
        <div className={s.need}>
          <h2>{w.needRight}</h2>
          <p>{w.needRightWhy}</p>
        </div>
      )}
      <div className={s.columns}>
        <div>
          <ImportForm allowed={allowed} onReport={setReport} />
          {report && <Report report={report} />}
        </div>
        <aside className={`panel ${s.templates}`}>
          <h2>{w.templates}</h2>
          <ul>
            {IMPORT_KINDS.map((kind) => (
              <li key={kind}>
                <a href={urlOf(importTemplate, { params: { kind } })}>
                  <DownloadOutlined aria-hidden /> {w[kind]}
                </a>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </PageFrame>
  )
}

function ImportForm({
  allowed,
  onReport,
}: {
  allowed: boolean
  onReport: (report: AnyReport | undefined) => void
}) {
  const w = useWords(words)
  const forget = useForgetReplies()
  const [kind, setKind] = useState<Kind>('facilities')
  const [datum, setDatum] = useState('')
  const [source, setSource] = useState('')
  const [file, setFile] = useState<File>()
  const [sent, setSent] = useState<number>()
  const [refused, setRefused] = useState<string>()

  const start = async (event: FormEvent) => {
    event.preventDefault()
    onReport(undefined)
    const isMap = kind === 'map'
    if (!file || (!isMap && !source.trim())) return setRefused(file ? w.sourceNeeded : w.fileNeeded)
    setRefused(undefined)
    setSent(0)
    try {
      const table = { kind, source, ...(datum && { datum }) }
      onReport(
        isMap
          ? await upload(importMapFile, {}, file, setSent)
          : await upload(importPlaces, table, file, setSent),
      )
      await forget()
    } catch (error) {
      setRefused(error instanceof ProblemError ? sentenceOf(error) : w.lost)
    }
    setSent(undefined)
  }

  return (
    <form className={`panel ${s.form}`} onSubmit={start} noValidate>
      <div className={s.two}>
        <div className={s.field}>
          <label htmlFor="import-kind">{w.what}</label>
          <Select
            id="import-kind"
            value={kind}
            onChange={setKind}
            options={[...IMPORT_KINDS, 'map' as const].map((one) => ({
              value: one,
              label: one === 'map' ? w.streetMap : w[one],
            }))}
          />
        </div>
        {kind !== 'map' && (
          <div className={s.field}>
            <label htmlFor="import-datum">{w.datum}</label>
            <Select
              id="import-datum"
              value={datum}
              onChange={setDatum}
              options={[
                { value: '', label: w.guess },
                { value: 'WGS84', label: 'CGCS2000 / WGS84' },
                { value: 'GCJ-02', label: 'GCJ-02' },
                { value: 'BD-09', label: 'BD-09' },
              ]}
            />
            <p className="quiet small" {...figures('wording')}>
              {w.datumWhy}
            </p>
          </div>
        )}
      </div>
      {kind === 'map' ? (
        <p className="quiet">{w.mapWhy}</p>
      ) : (
        <div className={s.field}>
          <label htmlFor="import-source">{w.source}</label>
          <Input
            id="import-source"
            value={source}
            maxLength={200}
            placeholder={w.sourceHint}
            onChange={(event) => setSource(event.target.value)}
          />
        </div>
      )}
      <div className={s.field}>
        <label htmlFor="import-file">{w.file}</label>
        <div className={s.file}>
          <input
            id="import-file"
            type="file"
            accept={kind === 'map' ? '.pbf,.osm,.gz' : '.geojson,.json,.csv,.xlsx'}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </div>
      </div>
      {sent !== undefined && (
        <div role="status">
          {sent < 1 ? w.sending : w.working}
          <Progress
            percent={Math.round(sent * 100)}
            status={sent < 1 ? 'normal' : 'active'}
            aria-label={w.sending}
          />
        </div>
      )}
      {refused && (
        <p className={s.wrong} role="alert">
          {refused}
        </p>
      )}
      <div>
        <Button type="primary" htmlType="submit" disabled={!allowed} loading={sent !== undefined}>
          {w.start}
        </Button>
      </div>
    </form>
  )
}

const sentenceOf = ({ problem: { title, faults = [] } }: ProblemError): string =>
  [
    title,
    ...faults.slice(0, 5).map(({ row, field, reason }) => [row, field, reason].filter(Boolean).join(' ')),
  ].join(' · ')

function Report({ report }: { report: AnyReport }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const counts = ['inserted', 'updated', 'unchanged', 'rejected'] as const
  type Row = ImportReport['rejectedRows'][number]
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Row>[] = [
    { ...text(w.row), number: true, cell: (row) => row.row },
    { ...text(w.field), cell: (row) => row.field },
    { ...text(w.reason), cell: (row) => name(row.reason) },
  ]
  return (
    <section className={`panel ${s.report}`} aria-labelledby="report" role="status" {...figures('record')}>
      <h2 id="report">{w.report}</h2>
      <p className="quiet">
        {report.filename} ·{' '}
        {'datum' in report
          ? w.readAs(report.datum) + (report.datumStated ? '' : w.guessed)
          : w.streets(n.count(report.streetNodes), n.count(report.drawn))}
      </p>
      <dl className={s.counts}>
        {counts.map((what) => (
          <div key={what}>
            <dt>{w[what]}</dt>
            <dd>
              {what === 'rejected' && report.rejected > 0 ? (
                <Figure rows="rejected">{n.count(report.rejected)}</Figure>
              ) : (
                n.count(report[what])
              )}
            </dd>
          </div>
        ))}
      </dl>
      {report.rejected > 0 && (
        <>
          <p>
            <a href={urlOf(rejectedRows, { params: { importId: report.importId } })}>
              <DownloadOutlined aria-hidden /> {w.download}
            </a>{' '}
            <span className="quiet">{report.rejected > report.rejectedRows.length && w.firstRows}</span>
          </p>
          <DataTable
            id="rejected"
            label={w.rejected}
            columns={columns}
            rows={report.rejectedRows}
            rowKey={(row) => `${row.row}${row.field}${row.reason.en}`}
          />
        </>
      )}
    </section>
  )
}
