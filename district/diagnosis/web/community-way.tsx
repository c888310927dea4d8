import { Link } from '@tanstack/react-router'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { type Both, useName, useWords } from '#platform/ui/language.ts'
import { keepPack } from './parts/paths.ts'
import { words } from './words.ts'

/** The way back, above the title of a page about something of a community. */
export function CommunityWay({ communityId, name }: { communityId: string; name: Both }) {
  const w = useWords(words)
  const nameOf = useName()
  return (
    <nav aria-label={w.way}>
      <Link to="/" search={keepPack as never}>
        {w.title}
      </Link>
      {' / '}
      <Link to={communityPath(communityId)} search={keepPack as never}>
        {nameOf(name)}
      </Link>
    </nav>
  )
}
