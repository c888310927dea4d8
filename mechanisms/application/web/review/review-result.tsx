import { type Panel, reviewMinutes } from '#mechanisms/application/contract/review.ts'
import { VERDICT_NAMES, VERDICTS } from '#mechanisms/application/rules/review.ts'
import { urlOf } from '#platform/http/route.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { ScrollBox } from '#platform/ui/scroll-box.tsx'
import s from './review.module.css'
import type { ReviewParams } from './review-params.ts'
import { reviewWords } from './review-words.ts'

interface ReviewResultProps {
  readonly params: ReviewParams
  readonly panel: Panel
  readonly result: NonNullable<Panel['result']>
}

/** What a closed panel came to: the trimmed mean, each criterion, and every sheet without a name. */
export function ReviewResult({ params, panel, result }: ReviewResultProps) {
  const w = useWords(reviewWords)
  const n = useNumbers()
  const name = useName()
  const { sheets, mean, max, leftOut, verdicts } = result
  const count = n.count(sheets.length)
  const href = (format: 'json' | 'pdf' | 'docx') => urlOf(reviewMinutes, { params, query: { format } })
  return (
    <div className={s.result} {...figures('record')}>
      <h3>{w.result}</h3>
      <p>
        <b className={s.mean}>{w.mean(n.value(mean), n.value(max))}</b>{' '}
        {leftOut > 0 ? w.trimmed(count, n.count(leftOut / 2)) : w.plain(count)} ·{' '}
        {VERDICTS.map((one) => `${name(VERDICT_NAMES[one])} ${n.count(verdicts[one] ?? 0)}`).join(' · ')}
      </p>
      <Criteria {...{ panel, result }} />
      <h3>{w.sheets}</h3>
      <ol className={s.sheets}>
        {sheets.map(({ number, total, reasons, verdict }) => (
          <li key={number}>
            <p>
              <b>{w.sheetNo(n.count(number))}</b> · {w.mean(n.value(total), n.value(max))} ·{' '}
              {name(VERDICT_NAMES[verdict])}
            </p>
            <p className={s.reasons}>{reasons}</p>
          </li>
        ))}
      </ol>
      <p className={s.files}>
        {w.minutes} <a href={href('pdf')}>PDF</a>
        <a href={href('docx')}>Word</a>
        <a href={href('json')}>JSON</a>
      </p>
      {panel.sha256 && (
        <p className={`quiet small ${s.sha}`}>
          {w.sha} <code>{panel.sha256}</code>
        </p>
      )}
    </div>
  )
}

/** Each criterion with its mean as a bar, and how every sheet scored it. */
function Criteria({ panel, result }: Pick<ReviewResultProps, 'panel' | 'result'>) {
  const w = useWords(reviewWords)
  const n = useNumbers()
  const name = useName()
  const means = new Map(result.criteria.map(({ id, mean }) => [id, mean]))
  return (
    <ScrollBox label={w.criterion}>
      <table className={s.table}>
        <thead>
          <tr>
            <th scope="col">{w.criterion}</th>
            <th scope="col">{w.average}</th>
            <th scope="col">{w.most}</th>
            {result.sheets.map(({ number }) => (
              <th key={number} scope="col">
                {w.sheetNo(n.count(number))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {panel.criteria.map(({ id, name: label, max }) => (
            <tr key={id}>
              <th scope="row">{name(label)}</th>
              <td>
                <span className={s.bar} style={{ width: `${(60 * means.get(id)!) / max}px` }} aria-hidden />
                {n.value(means.get(id)!)}
              </td>
              <td>{n.value(max)}</td>
              {result.sheets.map(({ number, scores }) => (
                <td key={number}>{n.value(scores[id]!)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
