import type { Language, Sentence } from '#core/language/language.ts'
import type { KnownArea } from '#foundation/place/read.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import type { ProgrammeSite, Work } from '../contract/works.ts'
import { programmes, unitRoles } from '../rules/works/kinds.ts'
import { FEN_PER_WAN } from '../rules/works/money.ts'

/** The list of works as its exports print it. */
export interface PrintedList {
  readonly works: readonly Work[]
  /** Sites of other programmes that the works stand on. */
  readonly sites: readonly ProgrammeSite[]
  readonly areas: ReadonlyMap<string, KnownArea>
  readonly language: Language
  readonly at: Date
}

/** Fen as 万元, in which plans are written. */
export const wan = (fen: number): number => fen / FEN_PER_WAN

/** The name of one of a pack; its id where the pack no longer has it. */
export const named = (
  pack: ReadonlyMap<string, { readonly name: Sentence }>,
  id: string,
  { language }: PrintedList,
): string => pack.get(id)?.name[language] ?? id

export const kindName = (kind: string, list: PrintedList): string => named(facilityKinds, kind, list)

/** The unit that answers for it, else the role that will name one. */
export const unitOf = ({ unit, unitRole }: Work, list: PrintedList): string =>
  unit || named(unitRoles, unitRole, list)

/** Name of the area, its id where it is not known. */
export const areaName = ({ areas, language }: PrintedList, areaId: string): string =>
  areas.get(areaId)?.name[language] ?? areaId

/** Name of the town in which an area lies; empty for what lies in none. */
export function townName({ areas, language }: PrintedList, areaId: string): string {
  const path = areas.get(areaId)?.path.split('/') ?? []
  const town = path.map((id) => areas.get(id)).find((area) => area?.level === 'town')
  return town?.name[language] ?? ''
}

/** Other programmes on the site of a works project, as far as they have to do with it. */
export const siteNames = ({ sites }: Work, list: PrintedList): string =>
  sites
    .flatMap(({ areaId, siteId, relation }) => {
      const site = list.sites.find((one) => one.communityId === areaId && one.siteId === siteId)
      return site && relation !== 'apart' ? [`${named(programmes, site.programme, list)} ${site.name}`] : []
    })
    .join(list.language === 'zh' ? '；' : '; ')

/** Whether anything in it is generated 演示数据. */
export const isDemo = ({ works, sites }: PrintedList): boolean =>
  [...works, ...sites].some(({ generated }) => generated)
