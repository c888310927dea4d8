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
    scheme_change: ChangeColumns
    programme_site: {
      community_id: string
      site_id: string
      programme: string
      name: string
      /** As foundation/place encodes shapes. */
      shape: Buffer
      lon: number
      lat: number
      from_day: string
      to_day: string
      digs: boolean
      holder: string
      before_document: string | null
      after_document: string | null
      source: string
      generated: boolean
      recorded_at: Generated<Date>
    }
    plan_zone: {
      community_id: string
      source: string
      zone_id: string
      plan: 'territorial' | 'regulatory'
      kind: string
      name: string
      /** As foundation/place encodes shapes. */
      shape: Buffer
      lon: number
      lat: number
      from_day: string
      to_day: string | null
      generated: boolean
      recorded_at: Generated<Date>
    }
    work: {
      community_id: string
      work_id: string
      name: string
      note: string
      scheme_area_id: string | null
      scheme_id: string | null
      scheme_revision: number | null
      facility_kind: string
      intervention_id: string | null
      host_id: string | null
      lon: number
      lat: number
      unit_role: string
      unit: string
      planned_from: string
      planned_to: string
      built_facility_id: string | null
      revision: Generated<number>
      generated: boolean
      created_by: string
      created_at: Generated<Date>
      changed_at: Generated<Date>
    }
    work_change: OfWork & Omit<ChangeColumns, 'community_id' | 'scheme_id'>
    work_cost: OfWork & {
      line_no: number
      category: string
      fen: number | null
      basis: 'stated' | 'catalogue' | 'entered'
      source: string
      grade: 'O' | 'N' | 'D' | 'M-h' | 'M-m' | 'M-l' | 'P'
    }
    work_funding: OfWork & {
      line_no: number
      source: string
      fen: number
      state: 'sought' | 'committed' | 'received'
      note: string
    }
    work_site: OfWork & {
      site_area_id: string
      site_id: string
      relation: 'one-dig' | 'before' | 'after' | 'apart'
    }
    work_step: OfWork & {
      step_no: number
      state: 'planned' | 'approved' | 'building' | 'built' | 'dropped'
      on_day: string
      note: string
      recorded_by: string
      recorded_at: Generated<Date>
    }
    work_forecast: OfWork & {
      affects: string
      item: string
      run_id: string
      before_low: number
      before_high: number
      alone_low: number
      alone_high: number
      whole_low: number
      whole_high: number
    }
    work_served: OfWork & {
      test: string
      run_id: string
      before: number | null
      alone: number | null
      whole: number | null
    }
  }
}

interface OfWork {
  community_id: string
  work_id: string
}

interface ChangeColumns {
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
