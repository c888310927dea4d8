import { DownloadOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type ImportReport, rejectedRows } from '#foundation/place/contract.ts'
import { ProblemError } from '#platform/http/client.ts'
import { urlOf } from '#platform/http/route.ts'
import { useForgetReplies } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './import-file.module.css'
import { words } from './import-words.ts'

interface ImportFormProps<R> {
  readonly allowed: boolean
  /** File name endings, as the `accept` of an input. */
  readonly accept: string
  /** What the file still needs said about it; empty if nothing. */
  readonly wanting?: string | undefined
  readonly send: (file: File, onProgress: (share: number) => void) => Promise<R>
  readonly onReport: (report: R | undefined) => void
  /** Fields before that of the file. */
  readonly children: ReactNode
}

/** A file and what is said about it; sent with its progress shown, refused in the server's words. */
export function ImportForm<R>({ allowed, accept, wanting, send, onReport, children }: ImportFormProps<R>) {
  const w = useWords(words)
  const forget = useForgetReplies()
  const [file, setFile] = useState<File>()
  const [sent, setSent] = useState<number>()
  const [refused, setRefused] = useState<string>()

  const start = async (event: FormEvent) => {
    event.preventDefault()
    onReport(undefined)
    if (!file || wanting) return setRefused(file ? wanting : w.fileNeeded)
    setRefused(undefined)
    setSent(0)
    try {
      onReport(await send(file, setSent))
      await forget()
    } catch (error) {
      setRefused(error instanceof ProblemError ? sentenceOf(error) : w.lost)
    }
    setSent(undefined)
  }

  return (
    <form className={`panel ${s.form}`} onSubmit={start} noValidate>
      {children}
      <div className={s.field}>
        <label htmlFor="import-file">{w.file}</label>
        <div className={s.file}>
          <input
            id="import-file"
            type="file"
            accept={accept}
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

interface ImportResultProps {
  readonly report: Pick<ImportReport, 'importId' | 'filename' | 'rejected' | 'rejectedRows'>
  /** What else is to be said of the file as it was read. */
  readonly read?: string
  readonly counts: readonly (readonly [label: string, count: number])[]
  /** What to do next. */
  readonly children?: ReactNode
}

/** What became of each row: counts, and the rejected rows with their reasons, to mend and import again. */
export function ImportResult({ report, read, counts, children }: ImportResultProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
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
      <p className="quiet">{[report.filename, read].filter(Boolean).join(' · ')}</p>
      <dl className={s.counts}>
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{n.count(count)}</dd>
          </div>
        ))}
        <div>
          <dt>{w.rejected}</dt>
          <dd>
            {report.rejected > 0 ? (
              <Figure rows="rejected">{n.count(report.rejected)}</Figure>
            ) : (
              n.count(report.rejected)
            )}
          </dd>
        </div>
      </dl>
      {children}
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
