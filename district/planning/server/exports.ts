import type { Language } from '#core/language/language.ts'
import { areas, mapGround } from '#foundation/place/read.ts'
import type { MapGround } from '#foundation/place/rules/map-svg.ts'
import { handle, type Routes } from '#platform/http/server.ts'
import type { Tx } from '#platform/store/db.ts'
import { worksMap, worksPackage, worksTable } from '../contract/exports.ts'
import { workFits } from '../read/zones.ts'
import { listOfWorks, type Served, storedWork } from '../read.ts'
import { chosenWorks, type WorkQuestion } from '../rules/works/list.ts'
import { packageOfWorks } from '../views/oc4ids.ts'
import type { PrintedList } from '../views/printed-list.ts'
import { worksBook } from '../views/works-book.ts'
import { worksMapPdf } from '../views/works-map-document.ts'
import { PRINTED } from '../views/works-words.ts'

type Asked = Partial<WorkQuestion> & { readonly language?: Language }

/** The list of works as documents. */
export function exportRoutes(served: Served): Routes {
  return [
    handle(worksTable, async ({ query }, { tx }) => ({
      bytes: await worksBook(await printed(tx, query, served)),
      filename: `${PRINTED.title[query.language ?? 'zh']}.xlsx`,
    })),
    handle(worksMap, async ({ query }, { tx }) => {
      const list = await printed(tx, query, served)
      return {
        bytes: await worksMapPdf(list, await groundOf(tx, list)),
        filename: `${PRINTED.mapTitle[list.language]}.pdf`,
      }
    }),
    handle(worksPackage, async ({ query }, { tx }) => ({
      bytes: JSON.stringify(packageOfWorks(await printed(tx, query, served)), null, 1),
      filename: 'works.oc4ids.json',
    })),
  ]
}

const ALL: WorkQuestion = {
  q: '',
  town: '',
  state: '',
  kind: '',
  programme: '',
  scheme: '',
  fit: '',
  sort: 'start',
}

async function printed(tx: Tx, { language = 'zh', ...asked }: Asked, served: Served): Promise<PrintedList> {
  const list = await listOfWorks(tx)
  const all = new Map((await areas(tx)).map((area) => [area.areaId, area]))
  const townOf = (communityId: string) => all.get(communityId)?.parentId ?? undefined
  const fits = new Map(
    (asked.fit ? await workFits(tx, list.works) : []).map(({ workId, verdict }) => [workId, verdict]),
  )
  const beside = { sites: list.sites, townOf, fitOf: (workId: string) => fits.get(workId) }
  const chosen = chosenWorks(list.works, { ...ALL, ...asked }, beside)
  const works = []
  for (const work of chosen) works.push(await storedWork(tx, work, served))
  const concerned = new Set(works.flatMap(({ sites }) => sites.map((one) => `${one.areaId}/${one.siteId}`)))
  const sites = list.sites.filter((site) => concerned.has(`${site.communityId}/${site.siteId}`))
  return { works, sites, areas: all, language, at: new Date() }
}

/** Zoom level of what is drawn under a map of a whole district, and under one of a few works. */
const [WIDE_ZOOM, NEAR_ZOOM] = [10, 12]
/** Works within so many degrees of one another are a few. */
const NEAR = 0.1

async function groundOf(tx: Tx, { works, areas }: PrintedList): Promise<MapGround> {
  const district = [...areas.values()].find(({ level }) => level === 'district')
  const span = (values: readonly number[]) => Math.max(...values) - Math.min(...values)
  const isNear =
    works.length > 0 && span(works.map(({ lon }) => lon)) + span(works.map(({ lat }) => lat)) < NEAR
  return await mapGround(tx, isNear ? NEAR_ZOOM : WIDE_ZOOM, district?.box)
}
