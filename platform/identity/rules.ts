import type { Sentence } from '#core/language/language.ts'
import commonPasswords from '#packs/roles/common-passwords.json' with { type: 'json' }
import rolesPack from '#packs/roles/roles.json' with { type: 'json' }
import signInPack from '#packs/roles/sign-in.json' with { type: 'json' }
import type { Fault } from '#platform/http/errors.ts'
import type { Scope } from '#platform/store/db.ts'

export type AreaLevel = 'district' | 'town' | 'community'

/** Which rows that are not public: all, those of the post's area and everything within it, or none. */
type Reach = 'all' | 'own' | 'none'

/** What a post of this role may do, from packs/roles. */
export interface Role {
  readonly id: string
  readonly name: Sentence
  /** Level of the areas its posts are for; null for a role without an area. */
  readonly level: AreaLevel | null
  readonly rights: readonly string[]
  readonly read: Reach
  readonly write: Reach
  /** Whether demo mode offers it. */
  readonly demo: boolean
}

export const ROLES: readonly Role[] = rolesPack.roles as readonly Role[]
export const RIGHTS: readonly { readonly id: string; readonly name: Sentence }[] = rolesPack.rights

/** Settings of sign-in, sessions and throttling, from packs/roles. */
export const SIGN_IN = signInPack

const roleById = new Map(ROLES.map((role) => [role.id, role]))

/** The role of that id; `undefined` for one that the pack does not have, or not any more. */
export const roleOf = (id: string): Role | undefined => roleById.get(id)

/** The rows that `accountId` may read and write in `role`, whose area and everything within it is `areaIds`. */
export function scopeOf(role: Role, accountId: string, areaIds: readonly string[]): Scope {
  const idsOf = (reach: Reach) => (reach === 'all' ? '*' : reach === 'own' ? areaIds : [])
  return { role: role.id, accountId, read: idsOf(role.read), write: idsOf(role.write) }
}

/** One form for all ways to type the same characters, as NIST SP 800-63B §5.1.1.2 asks for. */
export const normalPassword = (typed: string): string => typed.normalize('NFKC')

/** One form of a name to sign in with, so that an attempt counts however it was typed. */
export const normalLoginName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

const common = new Set(commonPasswords)

/**
 * Why a new password is not accepted; empty if it is. Length and a list of common ones, and nothing that makes people
 * write it down: no classes of characters, no expiry. Source: NIST SP 800-63B §5.1.1.2.
 */
export function passwordFaults(typed: string, { loginName }: { loginName: string }): Fault[] {
  const { minLength, maxLength } = SIGN_IN.password
  const password = normalPassword(typed)
  const folded = password.toLowerCase()
  const length = [...password].length
  const faults: Sentence[] = []
  if (length < minLength)
    faults.push({ zh: `至少 ${minLength} 个字符`, en: `at least ${minLength} characters are needed` })
  if (length > maxLength)
    faults.push({ zh: `最多 ${maxLength} 个字符`, en: `at most ${maxLength} characters are allowed` })
  if (common.has(folded)) faults.push({ zh: '是常见密码', en: 'it is one of the most common passwords' })
  if (isRun(folded))
    faults.push({ zh: '不能是重复或连续的字符', en: 'it is a repetition or a plain sequence' })
  // A name of three letters is in many good passwords by chance.
  if (loginName.length > 3 && folded.includes(loginName) && length - loginName.length < minLength)
    faults.push({ zh: '除登录名外字符太少', en: 'there is too little in it beside the name to sign in with' })
  return faults.map((reason) => ({ field: 'password', reason }))
}

/** Whether the text is at most three characters repeated, or steps of one up or down: aaaaaaaaaa, abcabcabcabc, 0123456789. */
function isRun(text: string): boolean {
  const repeats = [1, 2, 3].some((n) => text === text.slice(0, n).repeat(text.length).slice(0, text.length))
  const steps = Array.from(text, (_, i) => text.charCodeAt(i + 1) - text.charCodeAt(i)).slice(0, -1)
  return repeats || steps.every((step) => step === 1) || steps.every((step) => step === -1)
}
