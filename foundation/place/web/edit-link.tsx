import { Link } from '@tanstack/react-router'
import { useWords } from '#platform/ui/language.ts'
import { words } from './words.ts'

interface EditLinkProps {
  readonly communityId: string
  readonly facilityId: string
  readonly name: string
}

/** The way to the form of one facility. */
export function EditLink({ communityId, facilityId, name }: EditLinkProps) {
  const w = useWords(words)
  return (
    <Link
      to="/facilities/edit"
      search={{ community: communityId, facility: facilityId } as never}
      aria-label={w.editOne(name)}
    >
      {w.edit}
    </Link>
  )
}
