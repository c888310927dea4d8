import { FILLED_TOWN } from './visitor.ts'

type Ask = (path: string) => Promise<
  // biome-ignore lint/suspicious/noExplicitAny: few fields of many replies are read
  any
>

/** One address of every page there is, and of its states that look different. */
export async function everyPage(ask: Ask): Promise<string[]> {
  await ask('/api/diagnosis?asOf=2024-06-30') // keeps a run of that day, so that a community has a history to draw
  const { communities, deficits } = await ask('/api/diagnosis')
  const { communityId } = communities.find((c: { townId: string }) => c.townId === FILLED_TOWN)
  const { indicators } = await ask(`/api/diagnosis/communities/${communityId}`)
  const { rows } = await ask(`/api/diagnosis/communities/${communityId}/facilities`)
  const { facility } = rows.find((row: { people: number | null }) => (row.people ?? 0) > 0)
  const of = (type: string) =>
    indicators.find((i: { tests: { measure: { type: string } }[] }) =>
      i.tests.some(({ measure }) => measure.type === type),
    )?.indicator
  const served = `/communities/${facility.communityId}/facilities/${encodeURIComponent(facility.facilityId)}`
  return [
    `/?town=${FILLED_TOWN}`,
    `/?town=${FILLED_TOWN}&lens=HE&at=${communityId}&view=map`,
    `/?town=${FILLED_TOWN}&lacking=${deficits[0].indicator}`,
    '/?q=nobody-is-called-so',
    `/communities/${communityId}`,
    `/communities/${communityId}?as=table`,
    `/communities/${communityId}/score`,
    `/communities/${communityId}/people`,
    `/communities/${communityId}/people?age=80%2B`,
    served,
    ...['reach', 'walk', 'supply', 'presence', 'reported']
      .filter((type) => of(type))
      .map((type) => `/communities/${communityId}/indicators/${of(type)}`),
    '/what-if',
    '/what-if?tool=mix',
    '/what-if/candidates',
    '/what-if/compare',
    '/what-if/zones',
    '/works',
    '/works/sites',
    '/projects',
    '/projects/libraries',
    '/projects/libraries?view=rules',
    '/projects/libraries?view=rounds',
    '/projects/libraries?asOf=2023-12-31&since=2021-12-31',
    '/public',
    '/public?asOf=2023-12-31&list=city-2022',
    '/projects/wall',
    '/projects/wall?asOf=2023-12-31&at=baihe',
    ...['towns', 'quotas', 'milestones', 'red'].map((view) => `/projects?view=${view}`),
    '/projects?asOf=2023-12-31&demo=no',
    '/projects?quota=renewal-2021',
    '/projects/baihe',
    '/projects/hefeng?asOf=2021-12-01',
    '/projects/baihe/schedule?stage=1',
    '/projects/hefeng/schedule?template=new-build&stage=1&deadline=2028-06-30',
    '/projects/hefeng/schedule?stage=16',
    '/applications',
    '/applications?box=all&status=open&procedure=future-community&version=1',
    '/procedures',
    '/procedures?procedure=nursery-place&version=1',
    '/procedures/future-community/1/migration',
    '/facilities',
    '/facilities/import',
    '/facilities/edit',
    `/facilities/edit?community=${facility.communityId}&facility=${encodeURIComponent(facility.facilityId)}`,
    `/communities/${communityId}?asOf=2024-06-30`,
    '/runs',
    '/facts',
    '/facts/new?term=pact_signed',
    '/facts/import',
    '/packs',
    '/packs/zhejiang-33',
    '/accounts',
    '/accounts/roles',
    '/account/calendar',
    '/nowhere',
  ]
}
