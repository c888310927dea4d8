import { useMemo } from 'react'
import { type Area, listAreas } from '#foundation/place/contract.ts'
import { useRead } from '#platform/ui/api.ts'

/** All areas, and one of them by its code. */
export function useAreas() {
  const areas = useRead(listAreas)
  return useMemo(() => {
    const byId = new Map(areas.map((area) => [area.areaId, area]))
    const district = areas.find((area) => area.level === 'district')
    const towns = areas.filter((area) => area.level === 'town')
    return { byId, district, towns } as {
      readonly byId: ReadonlyMap<string, Area>
      readonly district: Area | undefined
      readonly towns: readonly Area[]
    }
  }, [areas])
}
