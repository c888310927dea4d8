import type { Generated, GeneratedAlways } from 'kysely'
import type { Attribute, PortfolioPart } from './contract.ts'
import type { REPORTED } from './rules/milestones.ts'

declare module '#platform/store/db.ts' {
  interface Database {
    project: {
      community_id: string
      project_id: string
      name_zh: string
      name_en: string
      town_id: string
      part: PortfolioPart
      part_order: GeneratedAlways<number>
      known_from: string
      settlement: 'urban' | 'rural'
      shape: Buffer | null
      source: string
      grade: string
      generated: boolean
    }
    project_coverage: { community_id: string; project_id: string; covers: string }
    project_attribute: {
      community_id: string
      project_id: string
      attribute: Attribute
      value: string
      holds_from: string
      source: string
      grade: string
      generated: boolean
      recorded_at: Generated<Date>
      entry: Generated<number>
      recorded_on: string | null
      recorded_by: string | null
      recorded_role: string | null
      withdrawn_on: string | null
      withdrawn_by: string | null
      withdrawn_why: string | null
    }
    milestone_report: {
      community_id: string
      report_id: string
      pack_id: string
      milestone_id: string
      project_id: string | null
      state: (typeof REPORTED)[number]
      happened_on: string
      reported_on: string
      note: string
      source: string
      grade: string
      generated: boolean
      reported_by: string
      reported_role: string
      entered_at: Generated<Date>
      withdrawn_on: string | null
      withdrawn_by: string | null
      withdrawn_why: string | null
    }
  }
}
