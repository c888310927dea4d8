import { readFileSync } from 'node:fs'

interface NamedArea {
  readonly areaId: string
  readonly level: 'town' | 'community'
  readonly settlement: 'urban' | 'rural'
  readonly zh: string
  readonly en: string
  /** As published, where it differs. */
  readonly official?: string
}

/** Towns, then communities, by official code. Source: names/SOURCE.md. */
const AREAS: readonly NamedArea[] = JSON.parse(
  readFileSync(new URL('./names/areas.json', import.meta.url), 'utf8'),
)

export const TOWNS = AREAS.filter((a) => a.level === 'town')
export const COMMUNITIES = AREAS.filter((a) => a.level === 'community')

/** Run by the High-tech Zone (梅墟, 新明, 聚贤) and by the resort zone (东钱湖), not by the district. */
export const TRUSTEE_TOWNS: ReadonlySet<string> = new Set([
  '330212004',
  '330212015',
  '330212016',
  '330212103',
])

export const townOf = (communityId: string): string => communityId.slice(0, 9)
