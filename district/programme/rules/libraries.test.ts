import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { flowsOf, libraryOf } from './libraries.ts'
import { libraryPackProblems } from './library-pack.ts'
import { libraryPack } from './packs.ts'

const shipped = () => JSON.parse(readFileSync('packs/libraries/yinzhou-2021.json', 'utf8'))

describe('the libraries of the pack', () => {
  test('have every stage exactly once', () => {
    expect(libraryPackProblems(shipped())).toEqual([])
    for (let stage = 1; stage <= 16; stage++)
      expect(libraryPack.libraries.filter(({ stages }) => stages.includes(stage))).toHaveLength(1)
  })

  test.each<[string, (pack: ReturnType<typeof shipped>) => void, string]>([
    ['a stage left out', (pack) => pack.libraries[0].stages.shift(), '/libraries'],
    ['a stage twice', (pack) => pack.libraries[1].stages.push(1), '/libraries/1/stages/8'],
    ['a stage that is none', (pack) => pack.libraries[2].stages.push(17), '/libraries/2/stages/2'],
    ['an id twice', (pack) => (pack.libraries[1].id = 'reserve'), '/libraries/1/id'],
    ['a name in one language', (pack) => delete pack.libraries[0].name.en, '/libraries/0/name/en'],
    ['no libraries', (pack) => delete pack.libraries, '/libraries'],
  ])('with %s are refused, naming the place', (_, spoil, path) => {
    const pack = shipped()
    spoil(pack)
    expect(libraryPackProblems(pack).map((one) => one.path)).toContain(path)
  })
})

describe('libraries', () => {
  test.each([
    [null, undefined],
    ['1', 'reserve'],
    ['6', 'reserve'],
    ['7', 'implementation'],
    ['14', 'implementation'],
    ['15', 'named'],
  ])('a project in stage %s is in %s', (stage, library) => {
    expect(libraryOf(stage)?.id).toBe(library)
  })

  test('flows count each project once, from where it was to where it is, and those that came in', () => {
    const row = (projectId: string, before: string | null, stage: string) => ({
      projectId,
      ...{ before: libraryOf(before)?.id ?? null, library: libraryOf(stage)!.id },
    })
    const flows = flowsOf([row('a', '2', '7'), row('b', '3', '8'), row('c', '3', '4'), row('d', null, '1')])
    expect(flows).toEqual([
      { from: null, to: 'reserve', projectIds: ['d'] },
      { from: 'reserve', to: 'reserve', projectIds: ['c'] },
      { from: 'reserve', to: 'implementation', projectIds: ['a', 'b'] },
    ])
  })
})
