import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import { factTemplate, importFacts } from '#foundation/evidence/contract.ts'
import { ImportForm, ImportResult } from '#foundation/place/web/parts/import-file.tsx'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import type { Reply } from '#platform/http/route.ts'
import { urlOf } from '#platform/http/route.ts'
import { upload } from '#platform/ui/api.ts'
import { Field } from '#platform/ui/field.tsx'
import { useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import s from './facts.module.css'
import { words } from './words.ts'

/** Report many facts by a table; what stands already is left as it is, wrong rows come back with their reason. */
export function Page() {
  const w = useWords(words)
  const why = useMay()('evidence.record')
  const [source, setSource] = useState('')
  const [report, setReport] = useState<Reply<typeof importFacts>>()
  return (
    <PageFrame title={w.importTitle} under={w.importWhy} over={<Link to="/facts">{w.title}</Link>}>
      {why && (
        <div className={s.notice}>
          <h2>{why}</h2>
          <p>{w.needRightWhy}</p>
        </div>
      )}
      <div className={s.columns}>
        <div>
          <ImportForm
            allowed={!why}
            accept=".csv,.xlsx"
            wanting={source.trim() ? undefined : w.sourceNeeded}
            send={(file, onProgress) => upload(importFacts, { source: source.trim() }, file, onProgress)}
            onReport={setReport}
          >
            <Field id="source" label={w.source}>
              <Input
                id="source"
                maxLength={200}
                placeholder={w.sourceHint}
                value={source}
                onChange={(event) => setSource(event.target.value)}
              />
            </Field>
          </ImportForm>
          {report && (
            <ImportResult
              report={report}
              counts={[
                [w.recorded, report.recorded],
                [w.unchanged, report.unchanged],
              ]}
            />
          )}
        </div>
        <aside className={`panel ${s.aside}`}>
          <h2>{w.template}</h2>
          <p>{w.templateWhy}</p>
          <a href={urlOf(factTemplate)}>
            <DownloadOutlined aria-hidden /> {w.download}
          </a>
        </aside>
      </div>
    </PageFrame>
  )
}
