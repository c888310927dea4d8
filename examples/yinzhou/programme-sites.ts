import { firstOfMonth, lastOfMonths } from '#district/planning/rules/works/days.ts'
import { programmes } from '#district/planning/rules/works/kinds.ts'
import type { NewSite } from '#district/planning/write/sites.ts'
import { keepDocument } from '#foundation/evidence/write.ts'
import type { Tx } from '#platform/store/db.ts'
import type { DemoDistrict, Estate } from './district.ts'
import { drawnHouse } from './picture.ts'

const SOURCE = 'examples/yinzhou'
/** Estates of before this year are renewed. */
const OLD = 2000
/** Of the old estates, one in so many. */
const ONE_IN = 6

/** Months from the month of the tale: lately over, about to begin, and long over. */
const TURNS = [
  { starts: -20, months: 16 },
  { starts: 5, months: 10 },
  { starts: -60, months: 14 },
] as const

/** Where other programmes work: old estates that are renewed, and beside them streets and spots that are made better. */
export async function programmeSitesOf(tx: Tx, { estates, month }: DemoDistrict): Promise<NewSite[]> {
  const old = estates.filter(({ kind, builtYear }) => kind !== 'village' && builtYear < OLD)
  const renewed = old.filter((_, i) => i % ONE_IN === 0)
  const sites: NewSite[] = []
  for (const [i, estate] of renewed.entries()) {
    sites.push(renewalOf(estate, i, month))
    if (i % 2 === 1) sites.push(await spotOf(tx, estate, i, month))
  }
  return sites
}

function periodOf(turn: number, month: string) {
  const { starts, months } = TURNS[turn % TURNS.length]!
  const from = firstOfMonth(`${month}-01`, starts)
  return { from, to: lastOfMonths(from, months) }
}

const base = (programme: string) => ({
  ...{ programme, digs: programmes.get(programme)!.digs, source: SOURCE, generated: true },
  ...{ beforeDocument: null, afterDocument: null },
})

const renewalOf = (estate: Estate, i: number, month: string): NewSite => ({
  ...base('old-estate'),
  communityId: estate.communityId,
  siteId: `demo-renewal-${estate.estateId}`,
  name: `${estate.name.zh}改造`,
  shape: { type: 'Polygon', coordinates: estate.rings },
  ...periodOf(i, month),
  holder: '镇街城建办',
})

const SPOTS = [
  { programme: 'art', name: '艺术墙绘', holder: '文化和广电旅游体育局' },
  { programme: 'heritage', name: '老门楼出新', holder: '文化和广电旅游体育局' },
  { programme: 'three-micro', name: '口袋花园', holder: '综合行政执法局' },
  { programme: 'showcase', name: '特色街巷', holder: '住房和城乡建设局' },
] as const

const WALLS = [
  [208, 172, 128],
  [196, 120, 96],
  [150, 176, 140],
  [188, 176, 208],
] as const

/** A spot at the wall of an estate, with drawn pictures of before and after. */
async function spotOf(tx: Tx, estate: Estate, i: number, month: string): Promise<NewSite> {
  const at = (i >> 1) % SPOTS.length
  const { programme, name, holder } = SPOTS[at]!
  const { communityId, estateId } = estate
  const picture = async (renewed: boolean) => {
    const filename = `${estate.name.zh}${name}${renewed ? '改造后' : '改造前'}(演示数据).png`
    const bytes = drawnHouse(WALLS[at]!, renewed)
    const by = { accountId: null, role: 'system' }
    return (await keepDocument(tx, communityId, { filename, bytes }, by)).documentId
  }
  const period = periodOf(i + 2, month)
  return {
    ...base(programme),
    ...{ communityId, siteId: `demo-spot-${estateId}`, name: `${estate.name.zh}${name}`, holder },
    shape: { type: 'Point', coordinates: estate.rings[0]![0]! },
    ...period,
    ...{ beforeDocument: await picture(false), afterDocument: await picture(true) },
  }
}
