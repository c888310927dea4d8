import { errors } from '#platform/http/errors.ts'
import { useSession } from '#platform/ui/account/use-session.ts'
import { useName } from '#platform/ui/language.ts'
import { useAreas } from './use-areas.ts'

const OUTSIDE = { zh: '不在您的管辖范围内', en: 'Outside the area you may write' }

/**
 * A function that says why the reader may not use a right, at all or in an area; `undefined` where they may. The server
 * decides; this only spares them the try.
 */
export function useMay(): (right: string, areaId?: string) => string | undefined {
  const session = useSession()
  const name = useName()
  const { byId } = useAreas()
  return (right, areaId) => {
    if (!session?.account) return name(errors.SIGN_IN_NEEDED)
    if (!session.rights.includes(right)) return name(errors.RIGHT_MISSING)
    if (areaId === undefined) return undefined
    for (let at = byId.get(areaId); at; at = byId.get(at.parentId ?? ''))
      if (at.areaId === session.acting?.areaId) return undefined
    return name(OUTSIDE)
  }
}
