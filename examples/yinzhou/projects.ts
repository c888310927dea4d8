import type { LonLat, Project } from './district.ts'
import { COMMUNITIES, TOWNS } from './names.ts'
import type { Ground } from './parcel.ts'
import { area2, distance, toLonLat, toPlane } from './plane.ts'
import { PROJECT_LIST } from './project-list.ts'
import { outlineOf } from './rings.ts'

const EN: Readonly<Record<string, string>> = { 龙汇: 'Longhui' }

/** The projects with their names in both languages; 龙汇, which is no community, with its drawn area. */
export const projectsOn = (ground: Ground): Project[] =>
  PROJECT_LIST.map(({ zh, ...project }) => {
    const lead = COMMUNITIES.find((c) => c.areaId === project.communityIds[0])
    const en = EN[zh] ?? lead!.en.replace(/ (Community|Village)$/, '')
    return {
      ...project,
      name: { zh, en },
      ...(project.communityIds.length === 0 && { rings: [drawnArea(ground)] }),
    }
  })

/** Blocks round the middle of 五乡, about 40 ha in one piece, whatever community they belong to. */
function drawnArea({ s, net, parcels }: Ground): LonLat[] {
  const town = TOWNS.findIndex((t) => t.areaId === '330212105')
  const middle = toPlane(121.688, 29.846)
  const near = parcels
    .filter((p) => p?.town === town && p.terrain === 'city')
    .sort((a, b) => distance(a.middle, middle) - distance(b.middle, middle))
  const chosen = new Set([near[0]!.face])
  let area = near[0]!.area_m2
  for (const p of near) {
    if (area > 400_000) break
    if (chosen.has(p.face) || !net.of[p.face]!.some((n) => chosen.has(n.face))) continue
    chosen.add(p.face)
    area += p.area_m2
  }
  const [outer] = outlineOf(s, (face) => chosen.has(face))
  if (outer === undefined || area2(outer) <= 0) throw new RangeError('龙汇 has no area')
  return [...outer, outer[0]!].map(toLonLat)
}
