import type { Generated } from 'kysely'

declare module '#platform/store/db.ts' {
  interface Database {
    document: DocumentTable
    fact: FactTable
    fact_confirmation: FactConfirmationTable
    fact_withdrawal: FactWithdrawalTable
    project_subject: ProjectSubjectTable
  }
}

interface DocumentTable {
  community_id: string
  document_id: string
  filename: string
  media_type: string
  sha256: string
  size: number
  bytes: Buffer
  uploaded_at: Generated<Date>
  uploaded_by: string | null
}

interface FactTable {
  community_id: string
  fact_id: string
  subject_kind: 'area' | 'community' | 'project' | 'building' | 'facility'
  subject_id: string
  term: string
  /** numeric: exact, as text. */
  number_value: string | null
  unit: string | null
  text_value: string | null
  date_value: string | null
  choice_value: string | null
  document_value: string | null
  geometry_value: unknown
  table_value: unknown
  valid_from: string
  valid_to: string | null
  recorded_at: Generated<Date>
  source: string
  grade: 'O' | 'N' | 'D' | 'M-h' | 'M-m' | 'M-l' | 'P'
  document_id: string | null
  entered_by: string | null
  entered_role: string
  generated: boolean
}

interface FactConfirmationTable {
  community_id: string
  fact_id: string
  confirmed_at: Generated<Date>
  confirmed_by: string | null
  confirmed_role: string
}

interface FactWithdrawalTable {
  community_id: string
  fact_id: string
  withdrawn_at: Generated<Date>
  withdrawn_by: string | null
  withdrawn_role: string
  reason: string
}

interface ProjectSubjectTable {
  community_id: string
  project_id: string
}
