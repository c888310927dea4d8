import type { Actor, Post } from './case.ts'
import type { Procedure, Task } from './procedure.ts'

const task = (id: string, next: string, more: Partial<Task>): [string, Task] => [
  id,
  {
    ...{ kind: 'task', id, name: { zh: id, en: id }, roles: ['officer'], level: 'district' },
    ...{
      limitDays: null,
      documents: [],
      guard: '',
      form: '',
      review: '',
      recordedBy: '',
      isSkippable: false,
      next,
    },
    ...more,
  },
]

const fork = (otherwise: string): [string, Node] => [
  'fork',
  {
    ...{ kind: 'choice', id: 'fork', name: { zh: '方式', en: 'Way' } },
    ways: [
      {
        ...{ to: 'file', name: { zh: '简易', en: 'Short' } },
        when: { fact: 'variant', is: true, value: 'short' },
      },
      { to: otherwise, when: null, name: { zh: '一般', en: 'Usual' } },
    ],
  },
]
const NAMED: [string, Node] = ['named', { kind: 'end', id: 'named', name: { zh: '命名', en: 'Named' } }]

type Node = Procedure['nodes'] extends ReadonlyMap<string, infer Node> ? Node : never

/** Plan → check → consent (may be skipped) → [short: review left out] review by two → file (outside) → end. */
export const PROCEDURE: Procedure = {
  id: 'test',
  name: { zh: '测试', en: 'Test' },
  subjectKind: 'thing',
  start: 'plan',
  exitRole: 'officer',
  nodes: new Map<string, Node>([
    task('plan', 'check', { roles: ['town'], level: 'town', documents: ['plan'] }),
    task('check', 'consent', {}),
    task('consent', 'fork', { isSkippable: true }),
    fork('review'),
    task('review', 'file', { roles: ['expert', 'department'], guard: 'season' }),
    task('file', 'named', { roles: ['province'], level: 'outside', recordedBy: 'officer' }),
    NAMED,
  ]),
}

/** A step more before check and before the end, review by one and before consent, more documents for the plan. */
export const LATER: Procedure = {
  ...PROCEDURE,
  exitRole: 'town',
  nodes: new Map<string, Node>([
    task('plan', 'precheck', { roles: ['town'], level: 'town', documents: ['plan', 'estimate'] }),
    task('precheck', 'check', { roles: ['department'] }),
    task('check', 'fork', {}),
    fork('review'),
    task('review', 'consent', { roles: ['expert'] }),
    task('consent', 'file', { isSkippable: true }),
    task('file', 'survey', { roles: ['province'], level: 'outside', recordedBy: 'officer' }),
    task('survey', 'named', { roles: ['town'], level: 'town' }),
    NAMED,
  ]),
}

/** Plan → review → end. */
export const BRIEF: Procedure = {
  ...PROCEDURE,
  nodes: new Map<string, Node>([
    task('plan', 'review', { roles: ['town'], level: 'town' }),
    task('review', 'named', { roles: ['department', 'expert'], guard: 'season' }),
    NAMED,
  ]),
}

export const AREAS = { community: 'c', town: 't', district: 'd', outside: 'p' } as const

export const POSTS = {
  town: { role: 'town', areaId: 't' },
  officer: { role: 'officer', areaId: 'd' },
  expert: { role: 'expert', areaId: 'd' },
  department: { role: 'department', areaId: 'd' },
  province: { role: 'province', areaId: 'p' },
} as const satisfies Readonly<Record<string, Post>>
export const person = (accountId: string, ...posts: Post[]): Actor => ({ accountId, posts, standsInFor: [] })
export const TOWN = person('tao', POSTS.town)
export const OFFICER = person('ou', POSTS.officer)
export const EXPERT = person('ai', POSTS.expert)
export const DEPARTMENT = person('du', POSTS.department)
export const DEPUTY: Actor = { accountId: 'di', posts: [], standsInFor: [POSTS.town] }
export const STRANGER = person('si', { role: 'town', areaId: 'elsewhere' })
export const PEOPLE = [
  TOWN,
  OFFICER,
  EXPERT,
  DEPARTMENT,
  DEPUTY,
  STRANGER,
  person('bo', POSTS.expert, POSTS.province),
]
