import { townMatrix } from '#district/programme/contract.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Pager } from '#platform/ui/pager.tsx'
import { Loading } from '#platform/ui/states.tsx'
import s from './programme.module.css'
import { useAsked } from './use-asked.ts'
import { words } from './words.ts'

/** Towns by the year of the list: which have none, one, or more. Each number opens to its projects. */
export function TownMatrix({ page, onPage }: { page: number; onPage: (page: number) => void }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const asked = useAsked()
  const query = { ...asked, ...(page > 1 && { page }) }
  const { data, error } = useReadKeeping(townMatrix, { query })
  if (error) throw error
  if (!data) return <Loading />
  const open = (more: object) => ({ to: '/projects', search: { ...asked, ...more } })
  return (
    <div className="panel">
      <p className={`quiet small ${s.rule}`} {...figures('wording')}>
        {w.townsRule}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard */}
      <section className={s.scroll} tabIndex={0} aria-label={w.towns}>
        <table className={s.matrix} id="towns">
          <thead {...figures('wording')}>
            <tr>
              <th scope="col">{w.town}</th>
              {data.years.map((year) => (
                <th key={year} scope="col">
                  {w.year(year)}
                </th>
              ))}
              <th scope="col">{w.total}</th>
            </tr>
          </thead>
          <tbody>
            {data.towns.map(({ townId, name: town, managed, cells, total }) => (
              <tr key={townId} data-managed={managed}>
                <th scope="row">
                  {name(town)}
                  {!managed && <span className="quiet small"> {w.trust}</span>}
                </th>
                {data.years.map((year) => {
                  const count = cells.find((cell) => cell.year === year)?.count
                  return (
                    <td key={year} data-count={Math.min(count ?? 0, 2)}>
                      {count && <Figure {...open({ town: townId, list: year })}>{n.count(count)}</Figure>}
                    </td>
                  )
                })}
                <td className={s.total} data-total={managed ? Math.min(total, 2) : undefined}>
                  {total > 0 ? (
                    <Figure {...open({ town: townId })}>{n.count(total)}</Figure>
                  ) : (
                    managed && <b className={s.noneYet}>{w.noneYet}</b>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {data.total > data.size && (
        <Pager rows="towns" total={data.total} page={data.page} size={data.size} onPage={onPage} />
      )}
    </div>
  )
}
