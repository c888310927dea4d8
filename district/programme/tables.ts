import type { Generated } from 'kysely'

declare module '#platform/store/db.ts' {
  interface Database {
    project: {
      community_id: string
      project_id: string
      name_zh: string
      name_en: string
      town_id: string
      part: 'early-provincial' | 'city-demo' | 'first-and-next' | 'later'
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
      attribute: 'level' | 'batch' | 'build-type' | 'planned-class' | 'stage'
      value: string
      holds_from: string
      source: string
      grade: string
      generated: boolean
      recorded_at: Generated<Date>
    }
  }
}
