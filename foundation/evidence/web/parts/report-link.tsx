import { Link } from '@tanstack/react-router'
import { roleObjection, terms } from '#foundation/evidence/rules.ts'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { useSession } from '#platform/ui/account/use-session.ts'
import { useWords } from '#platform/ui/language.ts'
import { words } from './words.ts'

/** The way to report what is missing, with area and term filled in; for whoever may enter it. */
export function ReportLink({ areaId, term }: { areaId: string; term: string }) {
  const w = useWords(words)
  const may = useMay()
  const role = useSession()?.acting?.role
  const entry = terms.get(term)
  if (!entry || !role || roleObjection(entry, role) || may('evidence.record', areaId)) return null
  return (
    <Link to="/facts/new" search={{ community: areaId, term } as never}>
      {w.report}
    </Link>
  )
}
