import type { ComponentType } from 'react'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { AreasContext } from '#platform/ui/areas.ts'

type Load = () => Promise<{ readonly Page: ComponentType }>

/** The page, told of the areas by their names: pages of the platform know nothing of the domain that has them. */
export const withAreas =
  (load: Load): Load =>
  async () => {
    const { Page } = await load()
    return {
      Page: () => (
        <AreasContext value={useAreas().byId}>
          <Page />
        </AreasContext>
      ),
    }
  }
