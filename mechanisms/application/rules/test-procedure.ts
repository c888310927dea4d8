import type { Procedure, Task } from './procedure.ts'

const task = (id: string, next: string, more: Partial<Task>): [string, Task] => [
  id,
  {
    ...{ kind: 'task', id, name: { zh: id, en: id }, roles: ['officer'], level: 'district' },
    ...{ limitDays: null, documents: [], guard: '', form: '', recordedBy: '', isSkippable: false, next },
    ...more,
  },
]

/** Plan → check → consent (may be skipped) → [short: review left out] review by two → file (outside) → end. */
export const PROCEDURE: Procedure = {
  id: 'test',
  name: { zh: '测试', en: 'Test' },
  subjectKind: 'thing',
  start: 'plan',
  exitRole: 'officer',
  nodes: new Map<string, Procedure['nodes'] extends ReadonlyMap<string, infer Node> ? Node : never>([
    task('plan', 'check', { roles: ['town'], level: 'town', documents: ['plan'] }),
    task('check', 'consent', {}),
    task('consent', 'fork', { isSkippable: true }),
    [
      'fork',
      {
        ...{ kind: 'choice', id: 'fork', name: { zh: '方式', en: 'Way' } },
        ways: [
          {
            ...{ to: 'file', name: { zh: '简易', en: 'Short' } },
            when: { fact: 'variant', is: true, value: 'short' },
          },
          { to: 'review', when: null, name: { zh: '一般', en: 'Usual' } },
        ],
      },
    ],
    task('review', 'file', { roles: ['expert', 'department'], guard: 'season' }),
    task('file', 'named', { roles: ['province'], level: 'outside', recordedBy: 'officer' }),
    ['named', { kind: 'end', id: 'named', name: { zh: '命名', en: 'Named' } }],
  ]),
}

export const AREAS = { community: 'c', town: 't', district: 'd', outside: 'p' } as const
