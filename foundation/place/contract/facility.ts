import { Type } from 'typebox'
import { route } from '#platform/http/route.ts'
import { AreaId, Lat, Lon, Maybe, RegisteredFacility, Text } from '../contract.ts'

const Day = (description: string) => Type.String({ format: 'date', description })

/** A facility as it is entered by hand. What is not known is null: that is not zero. */
export const FacilityEntry = Type.Object({
  kind: Text('Facility kind, as in packs/facilities/kinds.json', 60),
  name: Type.Object({
    zh: Type.String({ pattern: '\\S', maxLength: 120, description: 'Name in Chinese' }),
    en: Text('Name in English; the Chinese one where it is empty', 120),
  }),
  lon: Lon,
  lat: Lat,
  areaM2: Maybe(Type.Number({ minimum: 0, maximum: 1e7 }), 'Floor or ground area, m²'),
  capacity: Maybe(Type.Number({ minimum: 0, maximum: 1e6 }), 'How many it serves at once, in capacityUnit'),
  capacityUnit: Maybe(Text('Unit', 20), 'seats, beds …; null is that of its kind'),
  hours: Maybe(Text('Hours', 200), 'Opening hours in the form of opening_hours'),
  floor: Maybe(Text('Floor', 20), 'Floor in the building, the ground floor being 0'),
  ageBands: Maybe(
    Type.Array(Text('Age band', 10), { maxItems: 7 }),
    'Age bands it serves, where they are not those of its kind',
  ),
  sharedWith: Type.Array(AreaId, { maxItems: 50, description: 'Other communities it also serves (共享)' }),
  openedOn: Maybe(Day('Day'), 'First day it is open; null where it is not known'),
})
export type FacilityEntry = Type.Static<typeof FacilityEntry>

const params = Type.Object({ communityId: AreaId, facilityId: Text('Facility', 80) })

export const addFacility = route({
  method: 'POST',
  path: '/api/facilities',
  summary: 'Enter a facility by hand; its community is the one that its place lies in',
  right: 'place.edit',
  body: FacilityEntry,
  reply: RegisteredFacility,
})

export const saveFacility = route({
  method: 'PUT',
  path: '/api/facilities/:communityId/:facilityId',
  summary: 'Change a facility; refused where it has changed since, or would lie in another community',
  right: 'place.edit',
  params,
  body: Type.Object({
    ...FacilityEntry.properties,
    revision: Type.Integer({ minimum: 1, description: 'The revision that was changed' }),
  }),
  reply: RegisteredFacility,
})

export const closeFacility = route({
  method: 'POST',
  path: '/api/facilities/:communityId/:facilityId/closing',
  summary: 'Close a facility from a day on, or have it open again as if it had never closed',
  right: 'place.edit',
  params,
  body: Type.Object({
    on: Maybe(Day('Day'), 'First day on which it is closed; null opens it again'),
    note: Text('Why, needed to close it', 400),
  }),
  reply: RegisteredFacility,
})
