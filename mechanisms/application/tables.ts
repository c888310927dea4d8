import type { ColumnType, Generated } from 'kysely'
import type { CaseEvent, CaseState } from './rules/case.ts'
import type { Entries } from './rules/form.ts'
import type { Facts } from './rules/procedure.ts'
import type { Review, Sheet } from './rules/review.ts'

declare module '#platform/store/db.ts' {
  interface Database {
    procedure_version: {
      procedure_id: string
      version: number
      bpmn: string
      sha256: string
      note: Generated<string>
      added_at: Generated<Date>
      added_by: string | null
    }
    application_case: {
      community_id: string
      case_id: string
      procedure_id: string
      version: number
      subject_kind: string
      subject_id: string
      title_zh: string
      title_en: string
      areas: AsJson<CaseState['areas']>
      town_id: string
      facts: AsJson<Facts>
      status: CaseState['status']
      at_node: string
      event_count: Generated<number>
      opened_at: Date
      opened_by: string | null
      opened_role: string
      changed_at: Date
      generated: Generated<boolean>
    }
    case_event: {
      community_id: string
      case_id: string
      event_no: number
      kind: CaseEvent['kind']
      node: string
      event: AsJson<CaseEvent>
      account_id: string | null
      role: string
      opinion: string
      letter_no: string | null
      letter_on: string | null
      at: Date
    }
    case_turn: {
      community_id: string
      case_id: string
      turn: number
      node: string
      kind: 'main' | 'added'
      asked_by: number | null
      role: string
      area_id: string
      account_id: string | null
      recorded_by: string
      state: 'open' | 'waiting' | 'done' | 'cancelled'
      since: Date
      until: Date | null
      due_on: string | null
    }
    case_document: {
      community_id: string
      case_id: string
      event_no: number
      kind: string
      document_id: string
    }
    form_draft: {
      community_id: string
      case_id: string
      form_id: string
      revision: number
      entries: ColumnType<Entries, string, string>
      saved_at: Date
      saved_by: string | null
      saved_role: string
    }
    form_package: {
      community_id: string
      case_id: string
      form_id: string
      package_no: number
      node: string
      content: string
      sha256: string
      amends: number | null
      reason: Generated<string>
      handed_in_at: Date
      handed_in_by: string | null
      handed_in_role: string
    }
    review_panel: {
      community_id: string
      case_id: string
      panel_no: number
      node: string
      review: AsJson<Review>
      opened_at: Date
      opened_by: string | null
      opened_role: string
      closed_at: Date | null
      closed_by: string | null
      minutes: string | null
      sha256: string | null
    }
    review_seat: {
      community_id: string
      case_id: string
      panel_no: number
      seat_no: number
      name: string
      organisation: Generated<string>
      account_id: string | null
      conflict: boolean | null
      conflict_note: Generated<string>
      declared_at: Date | null
      handed_in_at: Date | null
    }
    review_sheet: {
      community_id: string
      case_id: string
      panel_no: number
      seat_no: number
      scores: AsJson<Sheet['scores']>
      reasons: string
      verdict: Sheet['verdict']
      entered_by: string | null
      at: Date
    }
    case_copy: {
      community_id: string
      case_id: string
      copy_id: string
      role: string
      area_id: string
      account_id: string | null
      note: string
      node: string
      given_at: Date
      given_by: string | null
      given_role: string
      read_at: Date | null
      read_by: string | null
    }
  }
}

/** Given as text, read as what it says. */
type AsJson<T> = ColumnType<T, string, never>
