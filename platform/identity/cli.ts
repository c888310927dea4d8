import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { recordAudit, SYSTEM } from '#platform/audit/write.ts'
import { inScope, type Tx, wholeScope } from '#platform/store/db.ts'
import { openStore } from '#platform/store/open.ts'
import { insertAccount, selectAccountId, updateDisabled } from './queries/account.ts'
import { insertPost, selectPostsToday } from './queries/post.ts'
import { deleteSessions, putPassword } from './queries/session.ts'
import { normalLoginName, passwordFaults, ROLES } from './rules.ts'
import { hashPassword, newId, newOneTimePassword } from './secrets.ts'

const USAGE = {
  zh: '用法:npm run admin -- --name 登录名 [--display 姓名] [--password-stdin]',
  en: 'Usage: npm run admin -- --name LOGIN [--display NAME] [--password-stdin]',
}

/**
 * `npm run admin`: makes an administrator, or lets one in again whose password is lost. Without `--password-stdin` a
 * one-time password is made and printed this once. Returns the exit code.
 */
export async function adminCommand(
  args: string[],
  input: AsyncIterable<Uint8Array> = process.stdin,
): Promise<number> {
  const options = {
    name: { type: 'string' },
    display: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  } as const
  const { values } = parseArgs({ args, options })
  const loginName = normalLoginName(values.name ?? '')
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(loginName)) return say(USAGE, 2)
  const given = values['password-stdin'] ? (await text(input)).split('\n')[0]! : undefined
  const faults = given === undefined ? [] : passwordFaults(given, { loginName })
  if (faults.length > 0) {
    const [zh, en] = [faults.map((f) => f.reason.zh), faults.map((f) => f.reason.en)]
    return say(
      { zh: `密码不符合要求:${zh.join(';')}`, en: `The password is not accepted: ${en.join('; ')}` },
      1,
    )
  }
  const password = given ?? newOneTimePassword()
  const hash = await hashPassword(password)
  const store = await openStore()
  try {
    await inScope(store.db, wholeScope, (tx) =>
      admit(tx, { loginName, name: values.display ?? loginName, hash, oneTime: given === undefined }),
    )
  } finally {
    await store.close()
  }
  say({ zh: `管理员 ${loginName} 可以登录了`, en: `The administrator ${loginName} can sign in` }, 0)
  if (given === undefined)
    say(
      { zh: `一次性密码(仅显示一次):${password}`, en: `One-time password (shown this once): ${password}` },
      0,
    )
  return 0
}

/** The account with the post of an administrator and this password, able to sign in, whatever was there before. */
async function admit(
  tx: Tx,
  { loginName, name, hash, oneTime }: { loginName: string; name: string; hash: string; oneTime: boolean },
): Promise<void> {
  const there = await selectAccountId(tx, loginName)
  const accountId = there ?? newId()
  if (!there) await insertAccount(tx, { accountId, loginName, name, demo: false, createdBy: null })
  await putPassword(tx, accountId, hash, oneTime)
  await updateDisabled(tx, accountId, undefined)
  await deleteSessions(tx, accountId)
  const role = ROLES.find(({ rights, level }) => level === null && rights.includes('account.manage'))!.id
  const posts = await selectPostsToday(tx, accountId)
  if (!posts.some((post) => post.role === role))
    await insertPost(tx, { postId: newId(), accountId, role, areaId: null, givenBy: null })
  const subject = { kind: 'account', id: accountId }
  await recordAudit(tx, SYSTEM, {
    action: there ? 'account.readmit' : 'account.create',
    subject,
    detail: { role },
  })
}

function say({ zh, en }: { zh: string; en: string }, exitCode: number): number {
  console.log(`${zh}\n${en}`)
  return exitCode
}
