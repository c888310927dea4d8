import { Link } from '@tanstack/react-router'
import type { CommunityDiagnosis, MissingEvidence } from '#district/diagnosis/contract.ts'
import { useRoles } from '#platform/ui/account/use-roles.ts'
import { Figure } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Empty } from '#platform/ui/states.tsx'
import page from './community-page.module.css'
import { useNeedText } from './need-text.ts'
import { indicatorPath, keepPack } from './parts/paths.ts'
import { rowWords } from './row-words.ts'
import s from './rows-page.module.css'

interface Piece {
  readonly evidence: MissingEvidence
  readonly indicators: readonly { readonly indicator: string; readonly name: { zh: string; en: string } }[]
}

/** Every piece of evidence that nobody has supplied, under those who may, with the indicators that wait for it. */
export function MissingBySupplier({ diagnosis }: { diagnosis: CommunityDiagnosis }) {
  const w = useWords(rowWords)
  const n = useNumbers()
  const name = useName()
  const roles = useRoles()
  const needText = useNeedText()
  const pieces = missingPieces(diagnosis)
  const groups = Map.groupBy(pieces, ({ evidence }) => roles(evidence.suppliers) || w.nobodySaid)
  return (
    <>
      <header className={page.head}>
        <h2 id="missing-title">{w.missing}</h2>
        {pieces.length > 0 && (
          <p>
            <Figure rows="missing-rows">{w.pieces(n.count(pieces.length))}</Figure>
          </p>
        )}
      </header>
      {pieces.length === 0 ? (
        <Empty title={w.noMissing} why={w.noMissingWhy} />
      ) : (
        <div className={s.suppliers} id="missing-rows">
          {[...groups].map(([who, rows], group) => (
            <section key={who} id={`missing-${group}`}>
              <h3>
                {who} <Figure rows={`missing-${group}`}>{w.pieces(n.count(rows.length))}</Figure>
              </h3>
              <ul>
                {rows.map(({ evidence, indicators }) => (
                  <li key={`${evidence.need}${evidence.item}`}>
                    <b>{needText(evidence)}</b>{' '}
                    <span className="quiet small">
                      {w.forIndicators}{' '}
                      {indicators.map((one, i) => (
                        <span key={one.indicator}>
                          {i > 0 && ' · '}
                          <Link
                            to={indicatorPath(diagnosis.summary.communityId, one.indicator)}
                            search={keepPack as never}
                          >
                            {name(one.name)}
                          </Link>
                        </span>
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </>
  )
}

function missingPieces({ indicators }: CommunityDiagnosis): Piece[] {
  const found = new Map<
    string,
    { evidence: MissingEvidence; indicators: Map<string, Piece['indicators'][number]> }
  >()
  for (const indicator of indicators)
    for (const evidence of indicator.tests.flatMap(({ counts, missing }) => (counts ? missing : []))) {
      const key = `${evidence.need} ${evidence.item}`
      const piece = found.get(key) ?? { evidence, indicators: new Map() }
      found.set(key, piece)
      piece.indicators.set(indicator.indicator, indicator)
    }
  return [...found.values()].map(({ evidence, indicators: of }) => ({
    evidence,
    indicators: [...of.values()],
  }))
}
