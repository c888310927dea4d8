import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { SURVEY } from '#foundation/evidence/rules.ts'
import { AGE_BANDS } from '#foundation/place/contract.ts'
import { checkedPack, packNames, readDictionary, readPack } from './packs.ts'
import { compilePack } from './rules/compile.ts'
import { emptySums } from './rules/inputs.ts'
import { classify } from './rules/maturity.ts'
import { type Pack, PackSchema, type Test, type Threshold } from './rules/pack-schema.ts'
import { planFor } from './rules/plan.ts'
import { scoreCommunity } from './rules/score.ts'

const root = join(import.meta.dirname, '../..')
const text = (path: string) => readFileSync(join(root, path), 'utf8')
const json = (path: string) => JSON.parse(text(path))
const dictionary = readDictionary()
const kindsFile = json('packs/facilities/kinds.json')
const termsFile = json('packs/facts/terms.json')
const packs = new Map(packNames().map((name) => [name, readPack(name, dictionary)]))
const zhejiang = packs.get('zhejiang-33')!
const gb = packs.get('gb50180-circles')!

/** Every object in `value` that has `key`. */
function having(value: unknown, key: string): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap((item) => having(item, key))
  return key in value ? [value as Record<string, unknown>, ...inside] : inside
}
const testOf = (pack: Pack, id: string): Test =>
  pack.indicators.flatMap(({ tests }) => tests).find((entry) => entry.id === id)!

test('four packs ship, each valid and named as its file', () => {
  expect([...packs.keys()]).toEqual([
    'complete-community-2020',
    'gb50180-circles',
    'rural-nine',
    'zhejiang-33',
  ])
  for (const [name, pack] of packs) expect(pack.pack).toBe(name)
})

test('the published JSON Schema is the one in the code (WRITE_SCHEMA=1 writes it), and accepts every pack', () => {
  const path = 'packs/indicators/indicator-pack.schema.json'
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...PackSchema }
  if (process.env.WRITE_SCHEMA) writeFileSync(join(root, path), JSON.stringify(schema, null, 2))
  expect(json(path)).toEqual(JSON.parse(JSON.stringify(schema)))
  const validate = new Ajv2020({ strict: true }).compile(json(path))
  for (const name of packs.keys()) {
    expect(validate(json(`packs/indicators/${name}.json`)), JSON.stringify(validate.errors)).toBe(true)
  }
  expect(validate({ ...zhejiang, version: 1 })).toBe(false)
})

test('a product default is graded P and nothing else is', () => {
  for (const pack of packs.values()) {
    for (const { source, grade } of having(pack, 'grade')) expect(source === 'product').toBe(grade === 'P')
  }
})

test('Chinese text has Chinese punctuation, English text has no Chinese', () => {
  for (const file of [...packs.values(), kindsFile, termsFile, json('packs/facilities/osm-tags.json')]) {
    for (const { zh, en } of having(file, 'zh')) {
      expect(zh).not.toMatch(/[\u4e00-\u9fff][,;:(!?]|[,;:)!?][\u4e00-\u9fff]/)
      expect(en).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/)
    }
  }
})

test('the kinds are unique, of a known class, with known ages and units, and each has map tags', () => {
  const ids = kindsFile.kinds.map(({ id }: { id: string }) => id)
  expect(new Set(ids).size).toBe(54)
  expect(kindsFile.ageBands).toEqual([...AGE_BANDS])
  const classes = kindsFile.classes.map(({ id }: { id: string }) => id)
  for (const kind of kindsFile.kinds) {
    expect(classes).toContain(kind.class)
    for (const band of kind.ageBands) expect(AGE_BANDS).toContain(band)
    if (kind.capacityUnit !== null) expect(Object.keys(kindsFile.capacityUnits)).toContain(kind.capacityUnit)
  }
  expect(json('packs/facilities/osm-tags.json').map(({ kind }: { kind: string }) => kind)).toEqual(ids)
})

test('every term about communities is used by a pack, and each says its unit, bounds or choices, who enters it and how often', () => {
  const used = new Set([...packs.values()].flatMap((pack) => having(pack, 'term').map(({ term }) => term)))
  for (const term of termsFile.terms) {
    // A survey says what the absence of a facility means, whatever the pack; days are counted by procedures.
    const isForPacks = term.id !== SURVEY && term.every !== 'day'
    if (term.subjects.includes('community') && isForPacks) expect(used, term.id).toContain(term.id)
    if (term.type === 'number') expect(Object.keys(termsFile.units)).toContain(term.unit)
    if (term.type === 'choice') expect(term.choices.length).toBeGreaterThan(1)
    if (term.min !== undefined && term.max !== undefined) expect(term.min).toBeLessThan(term.max)
    for (const role of term.enter) expect(Object.keys(termsFile.roles)).toContain(role)
    expect(['once', 'year', 'quarter', 'month', 'day']).toContain(term.every)
  }
})

test('zhejiang-33 has 33 indicators in the split 3+4+4+3+5+5+3+3+3 and says it is not official', () => {
  const split = zhejiang.scenarios.map(
    ({ id }) => zhejiang.indicators.filter(({ scenario }) => scenario === id).length,
  )
  expect(split).toEqual([3, 4, 4, 3, 5, 5, 3, 3, 3])
  expect(zhejiang.indicators.map(({ no }) => no)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1))
  expect(zhejiang.official).toBe(false)
  expect(zhejiang.note.zh).toContain('不是官方')
  for (const indicator of zhejiang.indicators) {
    expect(indicator.values).toHaveLength(1)
    expect(indicator.tests.map(({ part }) => part)).toEqual(expect.arrayContaining(['binding', 'guiding']))
  }
})

test.each([
  ['standard-five', 'NB ED HE SE GO', '', 'S11'],
  ['inclusive-renewal', '', 'NB ED HE SE GO', 'S10'],
  ['inclusive-new-build', '', 'NB ED HE BU TR LC SE GO', 'S10'],
  ['leading-renewal', 'NB ED HE SE GO', 'EN BU TR LC', 'S10'],
  ['leading-new-build', 'NB ED HE BU TR LC SE GO', 'EN', 'S10'],
])('profile %s requires %s and encourages %s', (id, required, encouraged, source) => {
  const profile = zhejiang.profiles.find((entry) => entry.id === id)!
  const at = (status: string) =>
    zhejiang.scenarios.flatMap((scenario) => (profile.scenarios[scenario.id] === status ? [scenario.id] : []))
  expect(at('required').join(' ')).toBe(required)
  expect(at('encouraged').join(' ')).toBe(encouraged)
  expect([profile.source, profile.grade]).toEqual([source, 'N'])
})

test.each<[string, Threshold]>([
  ['zj33-01.events', { atLeast: 12, source: 'product', grade: 'P' }],
  ['zj33-02.rooms', { atLeast: 800, source: 'S20', grade: 'N' }],
  ['zj33-03.points', { atLeast: 20, source: 'product', grade: 'P' }],
  ['zj33-04.places', { atLeast: 4.5, source: 'childcare-2025', grade: 'M-h' }],
  ['zj33-06.sessions', { atLeast: 8, source: 'product', grade: 'P' }],
  ['zj33-08.outdoor', { atLeast: 0.3, source: 'S21', grade: 'M-h' }],
  ['zj33-08.indoor', { atLeast: 0.1, source: 'S21', grade: 'M-h' }],
  ['zj33-09.records', { atLeast: 90, source: 'product', grade: 'P' }],
  ['zj33-09.family-doctor', { atLeast: 80, source: 'product', grade: 'P' }],
  ['zj33-10.area', { atLeast: 120, source: 'GB50180', grade: 'M-h' }],
  ['zj33-11.area', { atLeast: 20, source: 'S22', grade: 'M-h' }],
  ['zj33-12.area', { atLeast: 200, source: 'product', grade: 'P' }],
  ['zj33-15.level', { atLeast: 3, source: 'product', grade: 'P' }],
  ['zj33-18.stars', { atLeast: 2, source: 'product', grade: 'P' }],
  ['zj33-19.green', { atLeast: 1, source: 'GB50180', grade: 'M-h' }],
  ['zj33-20.minutes', { atMost: 10, source: 'memory', grade: 'M-h' }],
  ['zj33-21.minutes', { atMost: 5, source: 'memory', grade: 'M-h' }],
  ['zj33-21.gap', { atMost: 10, source: 'product', grade: 'P' }],
  ['zj33-24.delivery', { atMost: 30, source: 'memory', grade: 'M-h' }],
  ['zj33-25.pv', { atLeast: 30, source: 'product', grade: 'P' }],
  ['zj33-28.management-rooms', { atLeast: 3, source: 'zhejiang-rooms', grade: 'M-m' }],
  ['zj33-28.business-rooms', { atLeast: 4, source: 'zhejiang-rooms', grade: 'M-m' }],
  ['zj33-29.types', { atLeast: 12, source: 'S45', grade: 'O' }],
  ['zj33-30.response', { atMost: 5, source: 'product', grade: 'P' }],
  ['zj33-32.satisfaction', { atLeast: 85, source: 'product', grade: 'P' }],
  ['zj33-33.no-duplicates', { atMost: 0, source: 'product', grade: 'P' }],
])('threshold of %s', (id, threshold) => {
  expect(testOf(zhejiang, id).threshold).toEqual(threshold)
})

test('new-build asks for more: elderly floor area, CIM level, charging bays', () => {
  const at = (profile: string, id: string) =>
    planFor(compilePack(zhejiang, dictionary), profile).tests.find((planned) => planned.test.id === id)!.bound
      .value
  for (const [id, renewal, newBuild] of [
    ['zj33-11.area', 20, 30],
    ['zj33-15.level', 3, 4],
    ['zj33-22.bays', 10, 100],
  ] as const) {
    expect([at('leading-renewal', id), at('leading-new-build', id)]).toEqual([renewal, newBuild])
  }
})

test('maturity keeps the product’s cut-offs and the plan’s quotas 8, 9, 25 apart by grade', () => {
  const { classes, method } = zhejiang.maturity
  expect(method).toBe('cutoffs')
  expect(
    classes.map(({ id, atLeast, quota }) => [id, atLeast.value, atLeast.grade, quota!.value, quota!.grade]),
  ).toEqual([
    ['mature', 0.8, 'P', 8, 'O'],
    ['near-mature', 0.6, 'P', 9, 'O'],
    ['to-be-created', 0, 'P', 25, 'O'],
  ])
})

test.each([
  ['C15', 'Junior high school', 1000, 'M-h'],
  ['C15', 'Community health centre', 1000, 'M-m'],
  ['C05', 'Day care centre for the elderly', 300, 'M-m'],
  ['C10', 'Primary school', 500, 'M-h'],
  ['C05', 'Kindergarten', 300, 'M-h'],
  ['C05', 'Community service station', 300, 'M-h'],
  ['C05', 'Culture room', 500, 'M-h'],
  ['BLK', 'Waste point', 70, 'N'],
])('GB 50180 %s %s within %d m', (scenario, name, radius, grade) => {
  const indicator = gb.indicators.find((entry) => entry.scenario === scenario && entry.name.en === name)!
  expect(having(indicator, 'within')[0]!.within).toMatchObject({ value: radius, unit: 'm', grade })
})

test('GB 50180 facilities that only should or may be built are shown, not counted', () => {
  const plan = planFor(compilePack(gb, dictionary), 'all')
  const nursery = gb.indicators.findIndex(({ name }) => name.en === 'Nursery')
  expect(plan.indicators[nursery]).toMatchObject({ status: 'optional', weight: 0 })
})

test('complete-community-2020 has its 20 items in six areas', () => {
  const pack = packs.get('complete-community-2020')!
  expect(pack.indicators.map(({ no }) => no)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  expect(pack.scenarios).toHaveLength(6)
})

test('rural-nine covers its own nine scenarios, with the five official figures', () => {
  const pack = packs.get('rural-nine')!
  const covered = new Set(pack.indicators.map(({ scenario }) => scenario))
  expect([...covered].sort()).toEqual(['CU', 'GO', 'HE', 'IN', 'LA', 'LC', 'NB', 'SM', 'TR'])
  expect(pack.settlement).toBe('rural')
  const official = pack.indicators
    .flatMap(({ tests }) => tests)
    .filter(({ threshold }) => threshold.grade === 'O')
  expect(official.map(({ measure }) => ('term' in measure ? measure.term : ''))).toEqual([
    'income_leading',
    'collective_income_ratio',
    'beautiful_courtyard_pct',
    'illegal_buildings',
    'net_population_growth',
  ])
})

test('the example of docs/write-a-pack.md is a pack and scores as the page says', () => {
  const page = text('docs/write-a-pack.md')
  const pack = checkedPack(JSON.parse(/```json\n([\s\S]*?)```/.exec(page)![1]!), 'tiny', dictionary)
  const compiled = compilePack(pack, dictionary)
  const byAge = Float64Array.of(0, 100, 0, 0, 900, 0, 0)
  const kinds = dictionary.kinds.length
  const score = scoreCommunity(planFor(compiled, 'all'), {
    communityId: 'C',
    people: { total: 1000, byAge },
    households: 300,
    surveyed: new Uint8Array(kinds).fill(1),
    reach: Float64Array.of(40, 40),
    inside: emptySums(kinds),
    serving: emptySums(kinds),
    facts: new Map(),
  })
  expect(score.score).toEqual([0.375, 0.625])
  expect(page).toContain('from 0.375 to 0.625')
  expect(classify(pack.maturity, score).class).toBe('to-be-created')
})
