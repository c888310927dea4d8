import { Link } from '@tanstack/react-router'
import type { Denominator } from '#district/diagnosis/contract/rows.ts'
import roles from '#packs/roles/roles.json'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import page from './community-page.module.css'
import { indicatorPath, keepPack } from './parts/paths.ts'
import { rowWords } from './row-words.ts'
import s from './rows-page.module.css'

type OptOut = Denominator['optOuts'][number]

/** What was opted out of, why, by whom and when; what the score would be without. */
export function OptOuts({ communityId, denominator }: { communityId: string; denominator: Denominator }) {
  const w = useWords(rowWords)
  const n = useNumbers()
  const name = useName()
  const { fixed, optedOut, score, withoutOptOuts, optOuts } = denominator
  const text = (label: string) => ({ id: label, label, heading: label })
  const whoOf = ({ declaredBy, generated }: OptOut) => {
    const role = roles.roles.find(({ id }) => id === declaredBy)
    return role ? name(role.name) : generated ? declaredBy : w.account
  }
  const columns: Column<OptOut>[] = [
    {
      ...text(w.optOuts),
      rowHeading: true,
      cell: ({ indicator, name: its }) => (
        <Link to={indicatorPath(communityId, indicator)} search={keepPack as never}>
          {name(its)}
        </Link>
      ),
    },
    { ...text(w.reason), cell: ({ reason }) => reason },
    { ...text(w.declared), cell: (row) => `${whoOf(row)} · ${n.day(row.declaredAt)}` },
    { ...text(w.weight), number: true, cell: ({ weight }) => n.value(weight) },
    { ...text(w.ofDenominator), number: true, cell: ({ weight }) => n.percent(weight / fixed) },
  ]
  return (
    <>
      <header className={page.head}>
        <h2 id="opt-outs-title">{w.optOuts}</h2>
        {optOuts.length > 0 && (
          <p>
            {w.ofDenominator} <Figure rows="opt-outs-rows">{n.percent(optedOut / fixed)}</Figure> ·{' '}
            <Figure rows="contributions">{w.without(n.marks(score), n.marks(withoutOptOuts))}</Figure>
          </p>
        )}
      </header>
      {optOuts.length === 0 ? (
        <p className={s.line}>{w.noOptOuts}</p>
      ) : (
        <DataTable
          id="opt-outs-rows"
          label={w.optOuts}
          columns={columns}
          rows={optOuts}
          rowKey={({ indicator }) => indicator}
          rowsAre="record"
        />
      )}
    </>
  )
}
