import { useMemo } from 'react'
import { areaShapes } from '#foundation/place/contract.ts'
import { Ground } from '#foundation/place/rules/ground.ts'
import type { Shape } from '#foundation/place/rules/shape.ts'
import { useShapes } from '#platform/ui/api.ts'

/** The communities as shapes for a map, and for asking in which one a place lies; `undefined` until they are here. */
export function useGround() {
  const shapes = useShapes(areaShapes, { params: { level: 'community' } })
  return useMemo(() => {
    if (!shapes) return undefined
    const byId = shapes.features.map(
      ({ id, geometry }) => [String(id), geometry as unknown as Shape] as const,
    )
    return { shapes, ground: new Ground(new Map(byId)) }
  }, [shapes])
}
