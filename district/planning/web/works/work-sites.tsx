import { Select } from 'antd'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { type ProgrammeSite, SITE_RELATIONS, type Work, type WorkSite } from '../../contract/works.ts'
import { sitesAt } from '../../rules/works/digs.ts'
import { programmes } from '../../rules/works/kinds.ts'
import { Pictures } from './site-pictures.tsx'
import { useWorkTexts } from './use-work-texts.ts'
import { words } from './words.ts'
import s from './work-page.module.css'

interface WorkSitesProps {
  readonly place: Pick<Work, 'lon' | 'lat'>
  readonly sites: readonly ProgrammeSite[]
  readonly chosen: readonly WorkSite[]
  /** Given while it is edited. */
  readonly onChange: ((chosen: WorkSite[]) => void) | undefined
}

const keyOf = (areaId: string, siteId: string) => `${areaId}/${siteId}`

/** Other programmes on its site, what each means for it, and pictures of before and after. */
export function WorkSites({ place, sites, chosen, onChange }: WorkSitesProps) {
  const w = useWords(words)
  const relations = new Map(chosen.map((one) => [keyOf(one.areaId, one.siteId), one.relation]))
  const near = sitesAt(place, sites)
  const shown = [
    ...near,
    ...sites.filter((site) => relations.has(keyOf(site.communityId, site.siteId)) && !near.includes(site)),
  ]
  const relate = (site: ProgrammeSite, relation: WorkSite['relation'] | '') =>
    onChange?.([
      ...chosen.filter((one) => keyOf(one.areaId, one.siteId) !== keyOf(site.communityId, site.siteId)),
      ...(relation ? [{ areaId: site.communityId, siteId: site.siteId, relation }] : []),
    ])
  return (
    <section className="panel" aria-labelledby="sites-title" id="sites">
      <h2 id="sites-title">{w.sites}</h2>
      {shown.length === 0 && <p className={`${s.none} quiet`}>{w.noSites}</p>}
      <ul className={s.sites}>
        {shown.map((site) => (
          <Site
            key={keyOf(site.communityId, site.siteId)}
            site={site}
            relation={relations.get(keyOf(site.communityId, site.siteId)) ?? ''}
            onRelate={onChange && ((relation) => relate(site, relation))}
          />
        ))}
      </ul>
    </section>
  )
}

interface SiteProps {
  readonly site: ProgrammeSite
  readonly relation: WorkSite['relation'] | ''
  readonly onRelate: ((relation: WorkSite['relation'] | '') => void) | undefined
}

function Site({ site, relation, onRelate }: SiteProps) {
  const w = useWords(words)
  const name = useName()
  const texts = useWorkTexts()
  const programme = programmes.get(site.programme)?.name ?? { zh: site.programme, en: site.programme }
  return (
    <li {...figures('record')}>
      <div className={s.site}>
        <div>
          <b>{site.name}</b>
          <p className="quiet small">
            {[
              name(programme),
              texts.period(site.from, site.to),
              site.digs && w.digs,
              site.holder,
              site.generated && w.generated,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {onRelate ? (
          <Select
            aria-label={`${w.relation}: ${site.name}`}
            popupMatchSelectWidth={false}
            value={relation}
            onChange={onRelate}
            options={[
              { value: '', label: '—' },
              ...SITE_RELATIONS.map((one) => ({ value: one, label: w[one] })),
            ]}
          />
        ) : (
          <span>{relation && w[relation]}</span>
        )}
      </div>
      <Pictures site={site} />
    </li>
  )
}
