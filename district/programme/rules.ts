import type { Attribute, PortfolioPart } from './contract.ts'
import type { REPORTED } from './rules/milestones.ts'

/** A dated attribute of a project. */
export interface NewAttribute {
  readonly attribute: Attribute
  readonly value: string
  /** ISO day from which it holds, until the next row of the same attribute. */
  readonly holdsFrom: string
  readonly source: string
  readonly grade: string
  readonly generated: boolean
}

export interface NewProject {
  /** Its lead community, or the town where it is a drawn area. */
  readonly communityId: string
  readonly projectId: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly townId: string
  readonly part: PortfolioPart
  readonly settlement: 'urban' | 'rural'
  /** The drawn area, as foundation/place encodes shapes; null where it is that of its communities. */
  readonly shape: Uint8Array | null
  /** Communities it covers besides its lead. */
  readonly covers: readonly string[]
  /** Before the first of them holds, the project is not listed; without any it always is. */
  readonly attributes: readonly NewAttribute[]
  readonly source: string
  readonly grade: string
  readonly generated: boolean
}

/** A report of a milestone, as it is brought in with a district. */
export interface NewReport {
  /** Lead community of the project, or the area it is about. */
  readonly communityId: string
  /** Null where it is about the area. */
  readonly projectId: string | null
  readonly milestoneId: string
  readonly state: (typeof REPORTED)[number]
  readonly happenedOn: string
  readonly reportedOn: string
  readonly note: string
  readonly source: string
  readonly grade: string
  readonly generated: boolean
  readonly reportedBy: string
  readonly reportedRole: string
}

/** The plan's portfolio: parts in its order, each with the number it names. [S0 一(三)] */
export const PORTFOLIO = [
  {
    part: 'early-provincial',
    planned: 4,
    name: { zh: '省级试点', en: 'Early provincial' },
    rule: { zh: '前三批省级创建项目', en: 'Projects of the first three provincial batches' },
  },
  {
    part: 'city-demo',
    planned: 2,
    name: { zh: '市级示范', en: 'City demonstration' },
    rule: {
      zh: '市级第一批示范项目(演示认定:和丰、郡柳)',
      en: 'First city demonstration batch (demo: 和丰, 郡柳)',
    },
  },
  {
    part: 'first-and-next',
    planned: 17,
    name: { zh: '先创先建与接续创建', en: 'First and next' },
    rule: { zh: '2021–2023 年成熟型 8 个、基本成熟型 9 个', en: '8 mature and 9 nearly mature, 2021–2023' },
  },
  {
    part: 'later',
    planned: 25,
    name: { zh: '创造条件创建', en: 'Conditions to be created' },
    rule: { zh: '2023–2025 年创造条件成熟型', en: 'Conditions to be created, 2023–2025' },
  },
] as const satisfies readonly { part: PortfolioPart; planned: number; name: object; rule: object }[]
