import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { Attribute, PortfolioPart } from './contract.ts'
import type { LibraryRule } from './rules/library-pack.ts'
import type { Finding } from './rules/library-rules.ts'
import type { REPORTED } from './rules/milestones.ts'

/** Written as text, read as what it says. */
type AsJson<T> = ColumnType<T, string, never>

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
    library_rule_set: {
      version: number
      rules: AsJson<LibraryRule[]>
      note: string
      made_by: string
      made_role: string
      made_at: Generated<Date>
    }
    library_round: {
      round_id: string
      quarter: string
      rule_version: number
      opened_on: string
      opened_by: string
      opened_role: string
      generated: boolean
      opened_at: Generated<Date>
    }
    library_proposal: {
      community_id: string
      round_id: string
      project_id: string
      rule_id: string
      from_state: string
      to_state: string
      findings: AsJson<Finding[]>
      state: Generated<'open' | 'confirmed' | 'left-out'>
      answered_on: string | null
      answered_by: string | null
      answered_why: string | null
    }
    library_notice: {
      community_id: string
      round_id: string
      project_id: string
      noticed_on: string
      reply_until: string
      decide_from: string
      noticed_by: string
      generated: boolean
      reply: string | null
      replied_on: string | null
      replied_by: string | null
      replied_role: string | null
      closed_on: string | null
    }
    library_decision: {
      community_id: string
      round_id: string
      project_id: string
      rule_version: number
      rule_id: string
      from_state: string
      to_state: string
      decided_on: string
      findings: AsJson<Finding[]>
      reason: string
      decided_by: string
      decided_role: string
      generated: boolean
      entered_at: Generated<Date>
    }
  }
}
