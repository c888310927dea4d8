import type { Feature, FeatureCollection } from 'geojson'
import { useMemo } from 'react'
import type { Shape } from '#foundation/place/rules/shape.ts'
import { useShapes } from '#platform/ui/api.ts'
import { type PlanZone, planZones } from '../../contract/zones.ts'
import { Zones } from '../../rules/zones/fit.ts'

/** The features of `planZones`. */
export interface ZoneShapes extends FeatureCollection {
  features: (Feature & { properties: PlanZone & { readonly key: string } })[]
}

/** All zones of plans with their shapes; undefined until they are here. */
export const useZoneShapes = (): ZoneShapes | undefined => useShapes(planZones) as ZoneShapes | undefined

/** Zones of plans, for asking what they say; undefined until they are here. */
export function useZones() {
  const shapes = useZoneShapes()
  return useMemo(
    () =>
      shapes &&
      new Zones(
        shapes.features.map(({ properties, geometry }) => ({
          ...properties,
          shape: geometry as unknown as Shape,
        })),
      ),
    [shapes],
  )
}
