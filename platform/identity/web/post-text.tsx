import type { Post } from '#platform/identity/contract.ts'
import { useNamedAreas } from '#platform/ui/areas.ts'
import { useName } from '#platform/ui/language.ts'

/** The name of an area; its code where it is not known, nothing for a role without one. */
export function useAreaName(): (areaId: string | null) => string {
  const areas = useNamedAreas()
  const name = useName()
  return (areaId) => {
    if (areaId === null) return ''
    const area = areas.get(areaId)
    return area ? name(area.name) : areaId
  }
}

/** A post in a few words: role and area. */
export function PostText({ post }: { post: Post }) {
  const name = useName()
  const areaName = useAreaName()
  return <>{[name(post.roleName), areaName(post.areaId)].filter(Boolean).join(' · ')}</>
}

/** The day it is in the district, as posts count days. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

/** Where a post is in its life. */
export function stageOf({ from, to }: Post): 'future' | 'holds' | 'ended' {
  if (to !== null && to <= today()) return 'ended'
  return from > today() ? 'future' : 'holds'
}
