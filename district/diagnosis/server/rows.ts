import { populationSources } from '#foundation/place/read.ts'
import { handleAlone, type Routes } from '#platform/http/server.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { communityPeople, scoreDenominator, servedPeople } from '../contract/rows.ts'
import { servedView } from '../views/facilities.ts'
import { denominatorView, peopleView } from '../views/people.ts'
import type { Finder } from './find.ts'

/**
 * What the numbers of a community open to.
 *
 * @param unknownFacility the refusal of a facility that there is not
 */
export const rowRoutes = (
  communityIn: Finder['communityIn'],
  unknownFacility: (facilityId: string) => Error,
): Routes => [
  handleAlone(communityPeople, async ({ params, query }, { db }) => {
    const { run, c } = await communityIn(params.communityId, query)
    // Counts of people are not public: they are read for everybody, and shown in sums of ten or more.
    const sources = await inScope(db, wholeScope, (tx) => populationSources(tx, params.communityId), {
      readOnly: true,
    })
    return peopleView(run, c, sources)
  }),
  handleAlone(servedPeople, async ({ params, query }) => {
    const { run } = await communityIn(params.communityId, query)
    const f = run.gathered.facilities.findIndex(
      ({ communityId, facilityId }) => communityId === params.communityId && facilityId === params.facilityId,
    )
    if (f === -1) throw unknownFacility(params.facilityId)
    return servedView(run, f)
  }),
  handleAlone(scoreDenominator, async ({ params, query }) => {
    const { run, c } = await communityIn(params.communityId, query)
    return denominatorView(run, c)
  }),
]
