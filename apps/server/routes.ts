import type { DiagnosisService } from '#district/diagnosis/server.ts'
import { planningRoutes } from '#district/planning/server.ts'
import { projectSubject } from '#district/programme/read.ts'
import { milestonesDue, programmeRoutes } from '#district/programme/server.ts'
import { evidenceRoutes } from '#foundation/evidence/server.ts'
import { areas, levelOf, within } from '#foundation/place/read.ts'
import { placeRoutes } from '#foundation/place/server.ts'
import { applicationRoutes, turnsDue } from '#mechanisms/application/server.ts'
import { type AuditOptions, auditRoutes } from '#platform/audit/server.ts'
import { calendarRoutes } from '#platform/calendar-feed/server.ts'
import type { Authenticate } from '#platform/http/caller.ts'
import type { Routes } from '#platform/http/server.ts'
import { authenticate, type IdentityOptions } from '#platform/identity/authenticate.ts'
import { find, namesOf } from '#platform/identity/read.ts'
import { identityRoutes } from '#platform/identity/server.ts'
import { type Db, inScope, publicScope } from '#platform/store/db.ts'
import { healthRoutes } from './health.ts'

interface ServerFacts {
  readonly version: string
  readonly store: string
  readonly demo: boolean
  /** Heads of the audit log kept beside the data. */
  readonly heads?: AuditOptions['heads']
}

/** Every domain's routes: the table of contents of the API. */
export function allRoutes(diagnosis: DiagnosisService, { version, store, demo, heads }: ServerFacts): Routes {
  return [
    ...healthRoutes(version, store),
    ...identityRoutes(identityOptions(demo)),
    ...auditRoutes({ people: { namesOf, find }, ...(heads && { heads }) }),
    ...calendarRoutes({ areas: identityOptions(demo).areas, sources: [turnsDue, milestonesDue], demo }),
    ...placeRoutes,
    ...evidenceRoutes,
    ...applicationRoutes([projectSubject]),
    ...diagnosis.routes,
    ...planningRoutes(diagnosis.district),
    ...programmeRoutes(),
  ]
}

/** Identity asks place about areas; the two know nothing of each other. */
function identityOptions(demo: boolean): IdentityOptions {
  return {
    areas: { levelOf: levelForPost, within },
    ...(demo && { demo: { areas: { district: '330212', town: '330212008', community: '330212008006' } } }),
  }
}

/**
 * The level of an area. Before any area is there, a code of six digits is the district's: its task force alone brings
 * the areas in, so its post has to come first.
 */
async function levelForPost(db: Db, areaId: string) {
  const level = await levelOf(db, areaId)
  if (level || !/^\d{6}$/.test(areaId)) return level
  const districts = await inScope(db, publicScope, (tx) => areas(tx, 'district'))
  return districts.length === 0 ? 'district' : undefined
}

/** What a visitor without an account may do in demo mode: look. */
const VISITOR_RIGHTS = ['diagnosis.read'] as const

/** Who calls; in demo mode everybody may look, with an account or without. */
export function callers(db: Db, demo: boolean): Authenticate {
  const known = authenticate(db, identityOptions(demo))
  return async (credentials) => {
    const caller = await known(credentials)
    if (!demo) return caller
    return { ...caller, rights: new Set([...caller.rights, ...VISITOR_RIGHTS]) }
  }
}
