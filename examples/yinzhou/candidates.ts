import type { Candidate } from '#district/planning/contract.ts'
import type { CandidateKind } from '#district/planning/rules/catalogue.ts'
import { BUILDING_USES, type DemoDistrict } from './district.ts'
import { random } from './random.ts'

const SOURCE = 'examples/yinzhou'
/** Of the buildings of a use, so many in a thousand have room to spare. */
const SHARE_PERMILLE: Readonly<Record<string, number>> = {
  residential: 15,
  commercial: 60,
  office: 60,
  school: 120,
  public: 160,
}
const HOLDERS = ['街道国资', '社区股份经济合作社', '区城投', '教育局', '住房保障中心']
const NAMES: Readonly<Record<CandidateKind, string>> = {
  'vacant-room': '闲置用房',
  'public-building': '公建可用面积',
  plot: '零星地块',
}

/** Vacant rooms and public buildings with room to spare, drawn from the generated buildings; plots beside some. */
export function candidatesOf({ buildings, areas }: DemoDistrict): Candidate[] {
  const dice = random(2021, 'candidates')
  const found: Candidate[] = []
  for (let b = 0; b < buildings.count; b++) {
    const use = BUILDING_USES[buildings.use[b]!]!
    if (!dice.chance((SHARE_PERMILLE[use] ?? 0) / 1000)) continue
    const isPublic = use === 'school' || use === 'public'
    const kind: CandidateKind = isPublic ? 'public-building' : dice.chance(0.15) ? 'plot' : 'vacant-room'
    const number = found.length + 1
    found.push({
      communityId: areas[buildings.community[b]!]!.areaId,
      candidateId: `demo-${number}`,
      kind,
      name: `${NAMES[kind]} ${number} 号`,
      lon: buildings.lon[b]!,
      lat: buildings.lat[b]!,
      areaM2: kind === 'plot' ? dice.whole(6, 40) * 50 : dice.whole(4, 30) * 20,
      costFen: null,
      holder: dice.pick(HOLDERS),
      source: SOURCE,
      generated: true,
    })
  }
  return found
}
