import { COMMUNITIES, testDistrict } from '#foundation/place/test-places.ts'
import { loadPlaces } from '#foundation/place/write.ts'
import { type Actor, SYSTEM } from '#platform/audit/write.ts'
import { type Caller, STRANGER } from '#platform/http/caller.ts'
import { createServer } from '#platform/http/server.ts'
import { testClient } from '#platform/http/test-client.ts'
import { createAccount } from '#platform/identity/accounts.ts'
import { roleOf, scopeOf } from '#platform/identity/rules.ts'
import { type Db, inScope, wholeScope } from '#platform/store/db.ts'
import type { SubjectKind } from './read.ts'
import { applicationRoutes } from './server.ts'

export const DISTRICT = '330299'
export const [TOWN, OTHER_TOWN] = ['330299001', '330299002'] as const
export const [COMMUNITY] = COMMUNITIES

/** Subjects of a kind by id, all of the first community: what a domain would tell. */
export const subjectsOf = (kind: string): SubjectKind => ({
  kind,
  find: async (_, subjectId) =>
    subjectId === 'nothing'
      ? undefined
      : {
          communityId: COMMUNITY,
          title: { zh: `对象 ${subjectId}`, en: `Subject ${subjectId}` },
          areas: { community: COMMUNITY, town: TOWN, district: DISTRICT, outside: DISTRICT },
          link: null,
        },
  days: async (_, subjectId, of) =>
    of === 'service_day' ? { days: (served.get(subjectId) ?? []).map(dayOn), report: null } : undefined,
})

/** Days of service of subjects, by their id: what a test says they were. */
export const served = new Map<string, readonly string[]>()
const dayOn = (day: string) => ({ day, rows: `/facts?day=${day}`, generated: false })

const within: Readonly<Record<string, readonly string[]>> = {
  [DISTRICT]: [DISTRICT, TOWN, OTHER_TOWN, ...COMMUNITIES],
  [TOWN]: [TOWN, COMMUNITIES[0], COMMUNITIES[1]],
  [OTHER_TOWN]: [OTHER_TOWN, COMMUNITIES[2], COMMUNITIES[3]],
}

/** A server of applications in the test district, and people with accounts who call it. */
export async function testOffice(db: Db, kinds: readonly SubjectKind[]) {
  await inScope(db, wholeScope, (tx) => loadPlaces(tx, 'test', testDistrict))
  const clock = { now: new Date('2026-03-01T17:00:00Z') }
  const callers = new Map<string, Caller>()
  const app = await createServer({
    ...{ db, version: '0', requestsPerMinute: 0 },
    authenticate: async ({ headers }) => callers.get(String(headers['x-who'])) ?? STRANGER,
    routes: applicationRoutes(kinds, () => clock.now),
  })
  /** An account with this post, and what it calls the server by. */
  async function person(loginName: string, role: string, areaId: string) {
    const { level } = roleOf(role)!
    const system: Actor = SYSTEM
    const { accountId } = await inScope(db, wholeScope, (tx) =>
      createAccount(tx, system, { loginName, name: loginName, post: { role, areaId } }, level),
    )
    callers.set(loginName, {
      ...{ accountId, name: loginName, role, areaId, rights: new Set(roleOf(role)!.rights) },
      scope: scopeOf(roleOf(role)!, accountId, within[areaId] ?? [areaId]),
    })
    const call = testClient(app, { 'x-who': loginName, 'accept-language': 'en' })
    /** @returns the id of a document with this text */
    const upload = async (key: { communityId: string; caseId: string }, text: string) => {
      const form = new FormData()
      form.set('communityId', key.communityId)
      form.set('caseId', key.caseId)
      form.set('file', new Blob([text]), `${text}.txt`)
      const packed = new Response(form)
      const reply = await app.inject({
        method: 'POST',
        url: '/api/applications/documents',
        headers: { 'x-who': loginName, 'content-type': packed.headers.get('content-type')! },
        payload: Buffer.from(await packed.arrayBuffer()),
      })
      return (reply.json() as { documentId: string }).documentId
    }
    return { accountId, caller: callers.get(loginName)!, call, upload }
  }
  return { app, clock, person, strange: testClient(app) }
}

export type Person = Awaited<ReturnType<Awaited<ReturnType<typeof testOffice>>['person']>>
