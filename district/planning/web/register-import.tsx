import { DownloadOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useState } from 'react'
import { ImportForm, ImportResult } from '#foundation/place/web/parts/import-file.tsx'
import { type Reply, urlOf } from '#platform/http/route.ts'
import { upload } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import type { importSites, siteTemplate } from '../contract/works.ts'
import type { importZones, zoneTemplate } from '../contract/zones.ts'
import type { candidateTemplate, importCandidates } from '../contract.ts'
import { words } from './words.ts'

interface RegisterImportProps {
  readonly title: string
  readonly about: string
  readonly to: typeof importCandidates | typeof importSites | typeof importZones
  readonly template: typeof candidateTemplate | typeof siteTemplate | typeof zoneTemplate
  /** Why the reader may not import. */
  readonly why: string | undefined
}

/** Bringing rows into a register by a file: what it may hold, where it is from, and what became of each row. */
export function RegisterImport({ title, about, to, template, why }: RegisterImportProps) {
  const w = useWords(words)
  const [source, setSource] = useState('')
  const [report, setReport] = useState<Reply<typeof importCandidates>>()
  return (
    <div>
      <ImportForm
        allowed={!why}
        accept=".csv,.xlsx,.geojson,.json"
        wanting={source.trim() ? undefined : w.sourceNeeded}
        send={(file, onProgress) => upload(to, { source: source.trim() }, file, onProgress)}
        onReport={setReport}
      >
        <h2>{title}</h2>
        <p {...figures('wording')}>
          {about}{' '}
          <a href={urlOf(template)}>
            <DownloadOutlined aria-hidden /> {w.template}
          </a>
        </p>
        {why && <p className="quiet">{why}</p>}
        <Field id="source" label={w.source}>
          <Input
            id="source"
            maxLength={200}
            value={source}
            onChange={(event) => setSource(event.target.value)}
          />
        </Field>
      </ImportForm>
      {report && (
        <ImportResult
          report={report}
          read={report.sure ? report.datum : w.datumGuessed(report.datum)}
          counts={[
            [w.inserted, report.inserted],
            [w.updated, report.updated],
            [w.unchanged, report.unchanged],
          ]}
        />
      )}
    </div>
  )
}
