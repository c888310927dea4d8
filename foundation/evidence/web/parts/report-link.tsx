import { Link } from '@tanstack/react-router'
import { roleObjection, terms } from '#foundation/evidence/rules.ts'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { useSession } from '#platform/ui/account/use-session.ts'
import { useWords } from '#platform/ui/language.ts'
import { words } from './words.ts'

interface ReportLinkProps {
  readonly areaId: string
  readonly term: string
  /** Of a survey: the kind of facility to look for. */
  readonly kind?: string | undefined
}

/** The way to report what is missing, with area and term filled in; for whoever may enter it. */
export function ReportLink({ areaId, term, kind }: ReportLinkProps) {
  const w = useWords(words)
  const may = useMay()
  const role = useSession()?.acting?.role
  const entry = terms.get(term)
  if (!entry || !role || roleObjection(entry, role) || may('evidence.record', areaId)) return null
  return (
    <Link to="/facts/new" search={{ community: areaId, term, ...(kind && { kind }) } as never}>
      {w.report}
    </Link>
  )
}
