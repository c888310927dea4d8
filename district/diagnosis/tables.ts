import type { Generated } from 'kysely'

declare module '#platform/store/db.ts' {
  interface Database {
    declaration: {
      community_id: string
      declaration_id: string
      kind: 'profile' | 'signature' | 'opt-out'
      item: string
      holds: boolean
      reason: string
      declared_by: string
      declared_role: string | null
      declared_at: Generated<Date>
      generated: Generated<boolean>
    }
    maturity_choice: {
      choice_id: string
      pack: string
      content: unknown
      reason: string
      chosen_by: string
      chosen_role: string | null
      chosen_at: Generated<Date>
    }
    diagnosis_run: {
      run_id: string
      pack: string
      pack_version: string
      pack_content: unknown
      walking_speed: number
      as_of: string
      computed_at: Generated<Date>
      network: string
      mark: string
      inputs_sha256: string
      results_sha256: string
      generated: boolean
    }
    diagnosis_input: { run_id: string; content: Buffer }
    community_result: {
      community_id: string
      run_id: string
      profile: string
      score_low: number
      score_high: number
      completeness: number
      class: string
      scenarios: unknown
      indicator_low: (number | null)[] | null
      indicator_high: (number | null)[] | null
    }
  }
}
