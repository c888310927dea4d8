import { COMMUNITIES } from './names.ts'
import { PROJECT_LIST } from './project-list.ts'
import { random } from './random.ts'

const OF_CLASS = { mature: 0.95, 'near-mature': 0.73, 'to-be-created': 0.26 } as const

/** How well each community is provided for, 0 to 1: it decides what is there and what is reported. */
export function qualities(seed: number): number[] {
  const draw = random(seed, 'quality')
  const known = new Map<string, number>()
  for (const p of PROJECT_LIST) {
    for (const id of p.communityIds) known.set(id, p.maturity ? OF_CLASS[p.maturity] : 0.66)
  }
  return COMMUNITIES.map(({ areaId, settlement }) => {
    const usual = settlement === 'rural' ? draw.between(0.3, 0.72) : draw.between(0.24, 0.78)
    return (known.get(areaId) ?? usual) + draw.between(-0.05, 0.05)
  })
}
