import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useState } from 'react'
import {
  IMPORT_KINDS,
  type ImportReport,
  importMapFile,
  importPlaces,
  importTemplate,
  type MapImportReport,
} from '#foundation/place/contract.ts'
import { urlOf } from '#platform/http/route.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { upload } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import s from './parts/import-file.module.css'
import { ImportForm, ImportResult } from './parts/import-file.tsx'
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
          <PlaceImport allowed={allowed} onReport={setReport} />
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

interface PlaceImportProps {
  readonly allowed: boolean
  readonly onReport: (report: AnyReport | undefined) => void
}

function PlaceImport({ allowed, onReport }: PlaceImportProps) {
  const w = useWords(words)
  const [kind, setKind] = useState<Kind>('facilities')
  const [datum, setDatum] = useState('')
  const [source, setSource] = useState('')
  const table = { kind, source, ...(datum && { datum }) }
  return (
    <ImportForm
      allowed={allowed}
      onReport={onReport}
      accept={kind === 'map' ? '.pbf,.osm,.gz' : '.geojson,.json,.csv,.xlsx'}
      wanting={kind === 'map' || source.trim() ? undefined : w.sourceNeeded}
      send={(file, onProgress): Promise<AnyReport> =>
        kind === 'map'
          ? upload(importMapFile, {}, file, onProgress)
          : upload(importPlaces, table, file, onProgress)
      }
    >
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
    </ImportForm>
  )
}

function Report({ report }: { report: AnyReport }) {
  const w = useWords(words)
  const n = useNumbers()
  const read =
    'datum' in report
      ? w.readAs(report.datum) + (report.datumStated ? '' : w.guessed)
      : w.streets(n.count(report.streetNodes), n.count(report.drawn))
  const counts = (['inserted', 'updated', 'unchanged'] as const).map(
    (what) => [w[what], report[what]] as const,
  )
  const hasFacilities = !('kind' in report) || report.kind === 'facilities'
  return (
    <ImportResult {...{ report, read, counts }}>
      {hasFacilities && (
        <p>
          {w.surveyWhy}{' '}
          <Link to="/facts/new" search={{ term: 'facility_survey' } as never}>
            {w.survey}
          </Link>
        </p>
      )}
    </ImportResult>
  )
}
