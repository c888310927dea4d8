import Type from 'typebox'
import { type ErrorSpec, refusals } from '#platform/http/errors.ts'
import { route } from '#platform/http/route.ts'

export const errors = {
  // One answer whatever was wrong: whoever guesses must not learn which names exist.
  SIGN_IN_FAILED: {
    status: 401,
    zh: '账号或密码不正确,或账号已停用',
    en: 'The name or the password is wrong, or the account is disabled',
  },
  SIGN_IN_THROTTLED: {
    status: 429,
    zh: '尝试次数过多,请稍后再试',
    en: 'Too many attempts; please try again later',
  },
  PASSWORD_WRONG: { status: 422, zh: '当前密码不正确', en: 'The current password is wrong' },
  PASSWORD_WEAK: { status: 422, zh: '新密码不符合要求', en: 'The new password is not accepted' },
  POST_UNKNOWN: { status: 404, zh: '没有这个岗位,或任期不含今天', en: 'There is no such post today' },
  SESSION_UNKNOWN: { status: 404, zh: '没有这个登录会话', en: 'There is no such session' },
  ACCOUNT_UNKNOWN: { status: 404, zh: '没有这个账号', en: 'There is no such account' },
  LOGIN_NAME_TAKEN: { status: 409, zh: '登录名已被使用', en: 'The name to sign in with is taken' },
  ACCOUNT_OWN: {
    status: 409,
    zh: '不能对自己的账号这样做',
    en: 'This cannot be done to your own account',
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    zh: '这是最后一位可以长期管理账号的管理员,请先任命另一位',
    en: 'This is the last administrator without a last day; appoint another one first',
  },
  ROLE_UNKNOWN: { status: 422, zh: '没有这个角色', en: 'There is no such role' },
  AREA_UNFIT: {
    status: 422,
    zh: '区域不存在,或不是该角色的层级',
    en: 'The area does not exist or is not of the level this role is for',
  },
  DEPUTY_UNFIT: {
    status: 422,
    zh: '代理人应是另一个可用的账号',
    en: 'A deputy is another account that can be used',
  },
  DEPUTY_UNKNOWN: {
    status: 404,
    zh: '没有这项代理，或它已结束',
    en: 'Nobody stands in so, or no longer',
  },
  DAYS_INVALID: { status: 422, zh: '任期日期不正确', en: 'The days of the post are not valid' },
} as const satisfies Readonly<Record<string, ErrorSpec>>

export const refuse = refusals(errors)

const Name = Type.Object(
  { zh: Type.String({ description: 'In Chinese' }), en: Type.String({ description: 'In English' }) },
  { description: 'Name in both languages' },
)

const Id = (what: string) =>
  Type.String({ description: what, minLength: 1, maxLength: 60, pattern: '^[0-9A-Za-z_-]+$' })
const Day = (what: string) => Type.String({ description: what, pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Moment = (what: string) => Type.String({ description: `${what}, ISO 8601` })
const Password = (what: string) => Type.String({ description: what, minLength: 1, maxLength: 512 })

/** A role that somebody has in an area, from one day until another. */
export const Post = Type.Object({
  postId: Type.String({ description: 'Id of the post' }),
  role: Type.String({ description: 'Id of the role, as in packs/roles' }),
  roleName: Name,
  areaId: Type.Union([Type.String(), Type.Null()], {
    description: 'Official code of the area the post is for; null for roles without one',
  }),
  from: Type.String({ description: 'First day of the post' }),
  to: Type.Union([Type.String(), Type.Null()], { description: 'First day after the post; null while open' }),
})
export type Post = Type.Static<typeof Post>

/** Who the caller is at this moment and what they may do. */
export const Session = Type.Object({
  account: Type.Union(
    [
      Type.Object({
        accountId: Type.String({ description: 'Id of the account' }),
        loginName: Type.String({ description: 'Name to sign in with' }),
        name: Type.String({ description: 'Name of the person' }),
        demo: Type.Boolean({ description: 'True for an account of demo mode' }),
      }),
      Type.Null(),
    ],
    { description: 'Null for somebody who has not signed in' },
  ),
  acting: Type.Union([Post, Type.Null()], { description: 'The post acted in; null if none is chosen' }),
  posts: Type.Array(Post, { description: 'All posts of the account that hold today' }),
  rights: Type.Array(Type.String(), { description: 'Rights of the post acted in' }),
  passwordExpired: Type.Boolean({
    description: 'The password is a one-time password: no right is given until it is changed',
  }),
  demoMode: Type.Boolean({ description: 'The server offers one-click roles' }),
})
export type Session = Type.Static<typeof Session>

const Done = Type.Object({ done: Type.Boolean({ description: 'Always true' }) })

export const session = route({
  method: 'GET',
  path: '/api/session',
  summary: 'Who I am, what I may do, which posts I have',
  reply: Session,
})

export const signIn = route({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in with a name and a password',
  body: Type.Object({
    loginName: Type.String({ description: 'Name to sign in with', minLength: 1, maxLength: 100 }),
    password: Password('The password'),
  }),
  reply: Session,
})

export const signOut = route({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out here',
  reply: Done,
})

export const switchPost = route({
  method: 'PUT',
  path: '/api/session/post',
  summary: 'Act in another of my posts',
  body: Type.Object({ postId: Id('One of the posts of the session') }),
  reply: Session,
})

export const changePassword = route({
  method: 'PUT',
  path: '/api/session/password',
  summary: 'Change my password and sign out everywhere else',
  body: Type.Object({
    current: Password('The password until now'),
    password: Password('The new password: at least 10 characters, not a common one'),
  }),
  reply: Session,
})

export const OpenSession = Type.Object({
  sessionId: Type.String({ description: 'Id of the session; not the secret in the cookie' }),
  current: Type.Boolean({ description: 'True for the session that asks' }),
  startedAt: Moment('Moment of the sign-in'),
  lastSeenAt: Moment('Last use, to within some minutes'),
  address: Type.String({ description: 'Network address at sign-in' }),
})
export type OpenSession = Type.Static<typeof OpenSession>

export const sessions = route({
  method: 'GET',
  path: '/api/sessions',
  summary: 'Where I am signed in',
  reply: Type.Object({ sessions: Type.Array(OpenSession) }),
})

export const endSession = route({
  method: 'DELETE',
  path: '/api/sessions/:sessionId',
  summary: 'Sign out in one other place',
  params: Type.Object({ sessionId: Id('One of my sessions') }),
  reply: Done,
})

export const signOutEverywhere = route({
  method: 'DELETE',
  path: '/api/sessions',
  summary: 'Sign out everywhere, here too',
  reply: Done,
})

/** Exists in demo mode only. */
export const demoRoles = route({
  method: 'GET',
  path: '/api/demo/roles',
  summary: 'Roles that one click signs in to',
  reply: Type.Object({
    roles: Type.Array(
      Type.Object({
        role: Type.String({ description: 'Id of the role' }),
        name: Name,
        areaId: Type.Union([Type.String(), Type.Null()], { description: 'Area the demo post is for' }),
        rights: Type.Array(Type.String(), { description: 'What the role may do' }),
      }),
    ),
  }),
})

/** Exists in demo mode only. */
export const demoSignIn = route({
  method: 'POST',
  path: '/api/demo/session',
  summary: 'Sign in to a demo role',
  body: Type.Object({ role: Id('Id of the role') }),
  reply: Session,
})

export const roles = route({
  method: 'GET',
  path: '/api/roles',
  summary: 'The roles, their level of area and their rights',
  reply: Type.Object({
    roles: Type.Array(
      Type.Object({
        role: Type.String({ description: 'Id of the role' }),
        name: Name,
        level: Type.Union([Type.String(), Type.Null()], {
          description: 'Level of area a post of this role is for; null: none',
        }),
        rights: Type.Array(Type.String(), { description: 'Ids of rights' }),
      }),
    ),
    rights: Type.Array(Type.Object({ right: Type.String({ description: 'Id of the right' }), name: Name })),
  }),
})

const ACCOUNT_STATES = ['active', 'waiting', 'disabled'] as const
export type AccountState = (typeof ACCOUNT_STATES)[number]

const ORDERS = ['loginName', 'name', 'createdAt', 'lastSignedInAt'] as const
export type AccountOrder = (typeof ORDERS)[number] | `-${(typeof ORDERS)[number]}`

export const Account = Type.Object({
  accountId: Type.String({ description: 'Id of the account' }),
  loginName: Type.String({ description: 'Name to sign in with' }),
  name: Type.String({ description: 'Name of the person' }),
  demo: Type.Boolean({ description: 'True for an account of demo mode' }),
  state: Type.Enum(ACCOUNT_STATES, {
    description: 'disabled: cannot sign in; waiting: its one-time password is not replaced yet',
  }),
  createdAt: Moment('Moment of creation'),
  disabledAt: Type.Union([Type.String(), Type.Null()], { description: 'Since when it cannot sign in' }),
  disabledReason: Type.Union([Type.String(), Type.Null()], { description: 'Why it was disabled' }),
  lastSignedInAt: Type.Union([Type.String(), Type.Null()], { description: 'Moment of the last sign-in' }),
  posts: Type.Array(Post, { description: 'All posts, past and future ones too' }),
})
export type Account = Type.Static<typeof Account>

const accountId = Type.String({ description: 'Id of the account' })
const oneTimePassword = Type.String({
  description: 'To be handed over; shown this once, and replaced at the first sign-in',
})

const NewPost = Type.Object({
  role: Id('Id of the role'),
  areaId: Type.Optional(Id('Area of the level the role is for; none for a role without level')),
  from: Type.Optional(Day('First day; today if not given')),
  to: Type.Optional(Day('First day after the post')),
})

const accountParams = Type.Object({ accountId: Id('Id of the account') })

export const accounts = route({
  method: 'GET',
  path: '/api/accounts',
  summary: 'The accounts, searched, filtered, sorted, a page at a time',
  right: 'account.manage',
  query: Type.Object({
    search: Type.Optional(Type.String({ description: 'Part of a name', maxLength: 100 })),
    role: Type.Optional(Id('Role of a post that has not ended')),
    areaId: Type.Optional(Id('Area of that post, or one around it')),
    state: Type.Optional(Type.Enum(ACCOUNT_STATES, { description: 'State of the account' })),
    sort: Type.Optional(
      Type.Enum([...ORDERS, ...ORDERS.map((order) => `-${order}` as const)], {
        description: 'By what; with - the other way round. By loginName if not given',
      }),
    ),
    limit: Type.Optional(Type.Integer({ description: 'Length of the page', minimum: 1, maximum: 200 })),
    offset: Type.Optional(Type.Integer({ description: 'Accounts before the page', minimum: 0 })),
  }),
  reply: Type.Object({
    total: Type.Integer({ description: 'Accounts on all pages' }),
    accounts: Type.Array(Account),
  }),
})

export const account = route({
  method: 'GET',
  path: '/api/accounts/:accountId',
  summary: 'One account: its posts, and where it is signed in',
  right: 'account.manage',
  params: accountParams,
  reply: Type.Object({ account: Account, sessions: Type.Array(OpenSession) }),
})

export const createAccount = route({
  method: 'POST',
  path: '/api/accounts',
  summary: 'Create an account, with its first post, whose password has to be replaced at the first sign-in',
  right: 'account.manage',
  body: Type.Object({
    loginName: Type.String({
      description: 'Name to sign in with, lower case',
      pattern: '^[a-z0-9][a-z0-9._-]{1,39}$',
    }),
    name: Type.String({ description: 'Name of the person', minLength: 1, maxLength: 100 }),
    password: Type.Optional(Password('The first password; without it one is made')),
    post: Type.Optional(NewPost),
  }),
  reply: Type.Object({
    accountId,
    oneTimePassword: Type.Union([oneTimePassword, Type.Null()], { description: 'Null if one was chosen' }),
  }),
})

export const resetPassword = route({
  method: 'POST',
  path: '/api/accounts/:accountId/password',
  summary: 'Replace the password by a one-time password and sign the account out everywhere',
  right: 'account.manage',
  params: accountParams,
  reply: Type.Object({ accountId, oneTimePassword }),
})

export const setDisabled = route({
  method: 'PUT',
  path: '/api/accounts/:accountId/disabled',
  summary: 'Disable an account, signing it out everywhere, or let it sign in again',
  right: 'account.manage',
  params: accountParams,
  body: Type.Object({
    disabled: Type.Boolean({ description: 'True: cannot sign in' }),
    reason: Type.String({ description: 'Why', minLength: 1, maxLength: 200, pattern: '\\S' }),
  }),
  reply: Done,
})

export const endSessions = route({
  method: 'DELETE',
  path: '/api/accounts/:accountId/sessions',
  summary: 'Sign an account out everywhere',
  right: 'account.manage',
  params: accountParams,
  reply: Type.Object({ count: Type.Integer({ description: 'Sessions ended' }) }),
})

export const givePost = route({
  method: 'POST',
  path: '/api/accounts/:accountId/posts',
  summary: 'Give an account a post',
  right: 'account.manage',
  params: accountParams,
  body: NewPost,
  reply: Post,
})

export const endPost = route({
  method: 'PUT',
  path: '/api/posts/:postId/end',
  summary: 'End a post',
  right: 'account.manage',
  params: Type.Object({ postId: Id('Id of the post') }),
  body: Type.Object({ to: Type.Optional(Day('First day after the post; today if not given or passed')) }),
  reply: Done,
})

/** Somebody who decides for the holder of a post, under their own name, from one day until another. */
export const Deputy = Type.Object({
  deputyId: Type.String({ description: 'Id' }),
  accountId: Type.String({ description: 'Who stands in' }),
  name: Type.String({ description: 'Their name' }),
  postId: Type.String({ description: 'The post they stand in for' }),
  role: Type.String({ description: 'Its role' }),
  roleName: Name,
  areaId: Type.Union([Type.String(), Type.Null()], { description: 'Its area' }),
  holderId: Type.String({ description: 'Account whose post it is' }),
  holderName: Type.String({ description: 'Their name' }),
  from: Type.String({ description: 'First day' }),
  to: Type.String({ description: 'First day on which they no longer do' }),
})
export type Deputy = Type.Static<typeof Deputy>

export const deputies = route({
  method: 'GET',
  path: '/api/deputies',
  summary: 'Who stands in for me, and for whom I stand in; ended ones are left out',
  reply: Type.Object({ deputies: Type.Array(Deputy) }),
})

export const appointDeputy = route({
  method: 'POST',
  path: '/api/posts/:postId/deputies',
  summary: 'Let somebody stand in for a post: mine, or as who manages accounts any',
  params: Type.Object({ postId: Id('Id of the post') }),
  body: Type.Object({
    loginName: Type.String({
      description: 'Name that the deputy signs in with',
      minLength: 1,
      maxLength: 100,
    }),
    from: Type.Optional(Day('First day; today if not given')),
    to: Day('First day on which they no longer do'),
  }),
  reply: Deputy,
})

export const endDeputy = route({
  method: 'PUT',
  path: '/api/deputies/:deputyId/end',
  summary: 'End it today: whose post it is, who stands in, or who manages accounts',
  params: Type.Object({ deputyId: Id('Id') }),
  reply: Done,
})
