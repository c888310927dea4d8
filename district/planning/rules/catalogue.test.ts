import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canBeMade, canProvide, fitsPlace, interventions } from './candidates.ts'
import { CatalogueError, CatalogueSchema, readCatalogue } from './catalogue.ts'

const FILE = 'packs/interventions/catalogue.json'
const SCHEMA = 'packs/interventions/catalogue.schema.json'
const shipped = () => JSON.parse(readFileSync(FILE, 'utf8'))

describe('the catalogue of interventions', () => {
  test('has every way that the programme speaks of', () => {
    expect(interventions.map(({ id }) => id)).toEqual([
      ...['build', 'convert', 'extend', 'share', 'retrofit', 'mobile', 'digital'],
    ])
  })

  test('has a published JSON Schema that is the one in the code (JIUJING_WRITE=1 writes it)', () => {
    const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...CatalogueSchema }
    const text = `${JSON.stringify(schema, null, 2)}\n`
    if (process.env.JIUJING_WRITE) writeFileSync(SCHEMA, text)
    expect(JSON.parse(readFileSync(SCHEMA, 'utf8'))).toEqual(JSON.parse(text))
  })

  test.each<[string, (file: ReturnType<typeof shipped>) => void, string]>([
    ['a missing cost', (file) => delete file.interventions[0].fixed_fen, '/interventions/0/fixed_fen'],
    ['a cost of half a Fen', (file) => (file.interventions[1].perM2_fen = 0.5), '/interventions/1/perM2_fen'],
    ['a cost below nothing', (file) => (file.interventions[1].fixed_fen = -1), '/interventions/1/fixed_fen'],
    ['an unknown field', (file) => (file.interventions[2].cost = 1), '/interventions/2/cost'],
    [
      'a kind of place that is none',
      (file) => (file.interventions[0].on = ['roof']),
      '/interventions/0/on/0',
    ],
    ['a name in one language', (file) => delete file.interventions[3].name.en, '/interventions/3/name/en'],
    ['an id twice', (file) => (file.interventions[5].id = 'build'), '/interventions/5/id'],
    [
      'a facility kind that is none',
      (file) => (file.interventions[5].provides[0] = 'moon_base'),
      '/interventions/5/provides/0',
    ],
    [
      'a host kind that is none',
      (file) => (file.interventions[3].shares[0].host = 'moon_base'),
      '/interventions/3/shares/0/host',
    ],
    ['nothing for plots', (file) => file.interventions.splice(0, 6), '/interventions'],
  ])('with %s is refused, naming the place', (_, spoil, path) => {
    const file = shipped()
    spoil(file)
    let refused: unknown
    try {
      readCatalogue(file)
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(CatalogueError)
    expect((refused as CatalogueError).problems.map((one) => one.path)).toContain(path)
    for (const { reason } of (refused as CatalogueError).problems) expect(reason.zh && reason.en).toBeTruthy()
  })

  const way = (id: string) => interventions.find((one) => one.id === id)!
  test.each([
    ['a room becomes a childcare place', 'convert', 'childcare', 'vacant-room', true],
    ['a room becomes no playground', 'convert', 'playground', 'vacant-room', false],
    ['a plot becomes a playground', 'build', 'playground', 'plot', true],
    ['nothing becomes a metro station', 'build', 'metro_station', 'plot', false],
    ['a library comes by', 'mobile', 'library', 'public-building', true],
    ['a kindergarten does not', 'mobile', 'kindergarten', 'public-building', false],
    ['digital services make nothing to walk to', 'digital', 'library', 'public-building', false],
  ] as const)('%s', (_, id, facilityKind, at, can) => {
    expect(canProvide(way(id), facilityKind, at)).toBe(can)
  })

  test('a kind that only sharing makes can be made, one that others plan cannot', () => {
    expect(['ball_court', 'childcare', 'metro_station', 'primary_school'].map(canBeMade)).toEqual([
      ...[true, true, false, false],
    ])
  })

  test.each([
    ['a small room', { kind: 'vacant-room', areaM2: 300 }, true],
    ['a large room', { kind: 'vacant-room', areaM2: 301 }, false],
    ['a room whose size is not known', { kind: 'vacant-room', areaM2: null }, false],
    ['a public building', { kind: 'public-building', areaM2: 100 }, false],
  ] as const)('infill renewal of %s: %o → %s', (_, place, fits) => {
    expect(fitsPlace(interventions.find(({ id }) => id === 'retrofit')!, place)).toBe(fits)
  })
})
