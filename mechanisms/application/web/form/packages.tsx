import { type CaseForm, formPackage, type Package } from '#mechanisms/application/contract/forms.ts'
import { urlOf } from '#platform/http/route.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { ScrollBox } from '#platform/ui/scroll-box.tsx'
import { useTexts } from '../use-texts.ts'
import s from './form.module.css'
import type { FormParams } from './form-params.ts'
import { formWords } from './form-words.ts'

/** What was handed in, the latest first: by whom, with its checksum, as files, and what it changed. */
export function Packages({ params, found }: { params: FormParams; found: CaseForm }) {
  const w = useWords(formWords)
  return (
    <section className={`panel ${s.packages}`} aria-labelledby="packages-title">
      <h2 id="packages-title">{w.packages}</h2>
      {found.packages.length === 0 ? (
        <p className="quiet">{w.noPackage}</p>
      ) : (
        <>
          <p className="quiet small" {...figures('wording')}>
            {w.frozen}
          </p>
          <ol {...figures('record')}>
            {found.packages.toReversed().map((one) => (
              <li key={one.packageNo}>
                <PackageRow {...{ params, one }} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

function PackageRow({ params, one }: { params: FormParams; one: Package }) {
  const w = useWords(formWords)
  const n = useNumbers()
  const texts = useTexts()
  const { packageNo, amends, counts, reason, changes } = one
  const href = (format: 'json' | 'pdf' | 'docx') =>
    urlOf(formPackage, { params: { ...params, packageNo }, query: { format } })
  return (
    <article>
      <p>
        <b>{w.packageNo(n.count(packageNo))}</b>
        {amends !== null && ` · ${w.amends(n.count(amends))}`} ·{' '}
        {[n.moment(one.at), texts.role(one.role), one.by].filter(Boolean).join(' · ')}
      </p>
      <p className="small">
        {w.counts(
          n.count(counts.reused),
          n.count(counts.new),
          n.count(counts.corrected),
          n.count(counts.missing),
        )}
      </p>
      {reason && <p className={s.reason}>{reason}</p>}
      {changes.length > 0 && <Changes changes={changes} />}
      <p className={s.files}>
        <a href={href('pdf')}>PDF</a>
        <a href={href('docx')}>Word</a>
        <a href={href('json')}>JSON</a>
      </p>
      <p className={`quiet small ${s.sha}`}>
        {w.sha} <code>{one.sha256}</code>
      </p>
    </article>
  )
}

function Changes({ changes }: { changes: Package['changes'] }) {
  const w = useWords(formWords)
  const name = useName()
  return (
    <ScrollBox label={w.changes}>
      <table className={s.changes}>
        <caption>{w.changes}</caption>
        <thead>
          <tr>
            <th scope="col">{w.field}</th>
            <th scope="col">{w.before}</th>
            <th scope="col">{w.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, name: label, before, after }) => (
            <tr key={field}>
              <th scope="row">{name(label)}</th>
              <td>{before ? name(before) : '—'}</td>
              <td>{after ? name(after) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
