import type { Generated } from 'kysely'

declare module '#platform/store/db.ts' {
  interface Database {
    scheme: {
      community_id: string
      scheme_id: string
      name: string
      note: string
      revision: Generated<number>
      created_by: string
      created_at: Generated<Date>
      changed_at: Generated<Date>
      archived_at: Date | null
    }
    candidate: {
      community_id: string
      candidate_id: string
      kind: 'vacant-room' | 'plot' | 'public-building'
      name: string
      lon: number
      lat: number
      area_m2: number | null
      cost_fen: number | null
      holder: string
      source: string
      generated: boolean
      recorded_at: Generated<Date>
    }
    scheme_change: {
      community_id: string
      scheme_id: string
      change_no: number
      kind: 'add' | 'move' | 'resize' | 'remove'
      facility_id: string
      facility_kind: string | null
      name: string | null
      lon: number | null
      lat: number | null
      capacity: number | null
      area_m2: number | null
      intervention_id: string | null
      host_id: string | null
    }
  }
}
