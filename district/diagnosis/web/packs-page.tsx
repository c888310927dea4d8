import { Link } from '@tanstack/react-router'
import { packList } from '#district/diagnosis/contract.ts'
import { useRead } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import s from './packs-page.module.css'
import { words } from './words.ts'

/** The methods of diagnosis there are, each as data with a version. */
export function Page() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const packs = useRead(packList)
  return (
    <PageFrame title={w.packs} under={w.packsWhy}>
      <ul className={s.cards}>
        {packs.map((pack) => (
          <li key={pack.pack} className={`panel ${s.card}`} {...figures('opens')}>
            <h2>
              <Link to={`/packs/${pack.pack}`}>{name(pack.name)}</Link>
            </h2>
            <p className="quiet">
              {w.indicatorCount(n.count(pack.indicators))} · {w.version(pack.version)}
            </p>
            <p>{name(pack.note)}</p>
            <footer>
              <Link to="/" search={{ pack: pack.pack } as never}>
                {w.useIt} →
              </Link>
            </footer>
          </li>
        ))}
      </ul>
    </PageFrame>
  )
}
