import { describe, expect, test } from 'vitest'
import { normalPassword, passwordFaults, RIGHTS, ROLES, roleOf, scopeOf } from './rules.ts'

describe('a new password', () => {
  const faults = (password: string) =>
    passwordFaults(password, { loginName: 'zhangwei' }).map((f) => f.reason.en)

  test.each([
    'correct horse battery staple',
    '一只猫坐在银杏树下看月亮',
    'kt7w-xw2m-qqpd',
    'lowercaseisfine',
    'zhangwei-likes-tea',
    ' spaces count ',
    '🐼🐼🎋🎋🐼🎋🐼🐼🎋🎋',
  ])('%s is accepted', (password) => expect(faults(password)).toEqual([]))

  test.each([
    ['short-one', /at least 10/],
    ['🐼🎋🐼🎋🎋', /at least 10/],
    ['x'.repeat(128) + 'yz', /at most 128/],
    ['password123', /most common/],
    ['PassWord123', /most common/],
    ['PASSWORD123', /most common/],
    ['1qaz2wsx3edc', /most common/],
    ['aaaaaaaaaaaa', /repetition/],
    ['abcabcabcabca', /repetition/],
    ['fghijklmnopq', /sequence/],
    ['ponmlkjihgfe', /sequence/],
    ['zhangwei2026', /beside the name/],
    ['ZhangWei!!', /beside the name/],
  ])('%s is refused', (password, why) => expect(faults(password).join()).toMatch(why))

  test('a short name may be part of it by chance', () => {
    expect(passwordFaults('little-bird', { loginName: 'li' })).toEqual([])
  })

  test('the same characters typed in two ways are one password', () => {
    expect(normalPassword('pássword')).toBe(normalPassword('pa\u0301ssword'))
    expect(faults('ｐａｓｓｗｏｒｄ１２３').join()).toMatch(/most common/)
  })
})

describe('the pack of roles', () => {
  test('names each role and right once, in both languages', () => {
    for (const list of [ROLES, RIGHTS]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
      for (const { id, name } of list) {
        expect(id).toMatch(/^[a-z.-]+$/)
        expect(name.zh).toMatch(/\p{Script=Han}/u)
        expect(name.en).toMatch(/^[A-Z]/)
      }
    }
  })

  test('gives only rights that it declares, and each of them to somebody', () => {
    const given = new Set(ROLES.flatMap(({ rights }) => rights))
    expect([...given].sort()).toEqual(RIGHTS.map(({ id }) => id).sort())
  })

  test('lets nobody write what they cannot read, nor reach into an area without having one', () => {
    const rank = { none: 0, own: 1, all: 2 }
    for (const { id, level, read, write } of ROLES) {
      expect(rank[write], id).toBeLessThanOrEqual(rank[read])
      if (level === null) expect([read, write], id).toEqual(['none', 'none'])
      if (level !== 'district') expect([read, write], id).not.toContain('all')
    }
  })

  test('keeps the management of accounts apart from the data, and out of demo mode', () => {
    const admins = ROLES.filter(({ rights }) => rights.includes('account.manage'))
    expect(admins.map(({ id, rights, demo }) => ({ id, rights, demo }))).toEqual([
      { id: 'admin', rights: ['account.manage', 'audit.read'], demo: false },
    ])
  })
})

test.each([
  ['task-force', '*', '*'],
  ['department', '*', '*'],
  ['reviewer', '*', []],
  ['town', ['330212008', '330212008006'], ['330212008', '330212008006']],
  ['operator', ['330212008', '330212008006'], ['330212008', '330212008006']],
  ['resident', [], []],
  ['delegate', [], []],
  ['admin', [], []],
])('%s reads %j and writes %j', (role, read, write) => {
  const scope = scopeOf(roleOf(role)!, 'a1', ['330212008', '330212008006'])
  expect(scope).toEqual({ role, accountId: 'a1', read, write })
})
