import { type Static, Type } from 'typebox'
import { AGE_BANDS } from '#foundation/place/contract.ts'

/** A sentence or name in both languages of the product. */
export const Text = Type.Object(
  { zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  { additionalProperties: false, description: '中文与英文 · Chinese and English' },
)
export type Text = Static<typeof Text>

const Id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' })

/** Evidence grades of a figure, best first; `P` is a product default and is shown as one. */
export const Grade = Type.Enum(['O', 'N', 'D', 'M-h', 'M-m', 'M-l', 'P'], {
  description: 'O official, N news, D open data, M-h/M-m/M-l memory, P product default',
})
export type Grade = Static<typeof Grade>

const sourced = { source: Type.String({ minLength: 1, description: 'id in `sources`' }), grade: Grade }
const closed = { additionalProperties: false } as const

/** A number that says where it comes from. */
const Figure = Type.Object({ value: Type.Number(), ...sourced }, closed)

const Distance = Type.Object(
  {
    value: Type.Number({ exclusiveMinimum: 0 }),
    unit: Type.Enum(['m', 'min'], {
      description: 'metres, or minutes on foot at the walking speed of the run',
    }),
    ...sourced,
  },
  closed,
)

const Ages = Type.Optional(
  Type.Array(Type.Enum([...AGE_BANDS]), {
    minItems: 1,
    uniqueItems: true,
    description: 'the people who count; all if left out',
  }),
)
const Kinds = Type.Array(Id, { minItems: 1, uniqueItems: true, description: 'facility kinds' })
const Where = Type.Enum(['inside', 'serving'], {
  description:
    'inside: located in the community; serving: its share of facilities on either side of its border',
})

export const Measure = Type.Union([
  Type.Object(
    {
      type: Type.Literal('reach', { description: 'share of people within a walk' }),
      kinds: Kinds,
      match: Type.Enum(['any', 'each']),
      within: Distance,
      ages: Ages,
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('walk', { description: 'mean minutes on foot to the nearest of the kinds' }),
      kinds: Kinds,
      ages: Ages,
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('supply', { description: 'number, capacity or floor area (m²) of the kinds' }),
      kinds: Kinds,
      what: Type.Enum(['count', 'capacity', 'area']),
      where: Where,
      per: Type.Enum(['community', 'person', '1000-people', '100-households']),
      ages: Ages,
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('presence', {
        description:
          'how many of the kinds there are: in the community, or for the mean resident within a walk',
      }),
      kinds: Kinds,
      where: Type.Optional(Where),
      within: Type.Optional(Distance),
    },
    closed,
  ),
  Type.Object({ type: Type.Literal('reported'), term: Id }, closed),
  Type.Object({ type: Type.Literal('operated'), term: Id }, closed),
])
export type Measure = Static<typeof Measure>

export const Threshold = Type.Union([
  Type.Object({ atLeast: Type.Number(), ...sourced }, closed),
  Type.Object({ moreThan: Type.Number({ description: 'pass or fail only' }), ...sourced }, closed),
  Type.Object({ atMost: Type.Number(), ...sourced }, closed),
  Type.Object(
    { oneOf: Type.Array(Id, { minItems: 1, description: 'choices that pass' }), ...sourced },
    closed,
  ),
  Type.Object(
    { present: Type.Literal(true, { description: 'any recorded value passes' }), ...sourced },
    closed,
  ),
])
export type Threshold = Static<typeof Threshold>

const CreditRule = Type.Enum(['proportional', 'pass'])

export const Test = Type.Object(
  {
    id: Id,
    part: Type.Enum(['binding', 'guiding'], {
      description: '约束性: always counted; 引导性: counted in a signature scenario alone',
    }),
    measure: Measure,
    threshold: Threshold,
    thresholdFor: Type.Optional(Type.Record(Id, Threshold, { ...closed, description: 'by profile' })),
    onlyFor: Type.Optional(Type.Array(Id, { minItems: 1, description: 'profiles the test applies to' })),
    weight: Figure,
    credit: Type.Optional(CreditRule),
    cost: Type.String({ minLength: 1, description: 'id in `costClasses`: what closing the gap costs' }),
    basis: Type.Optional(Text),
  },
  closed,
)
export type Test = Static<typeof Test>

export const Status = Type.Enum(['required', 'encouraged', 'optional', 'not-applicable'])
export type Status = Static<typeof Status>
const StatusHere = Type.Object({ status: Status, ...sourced }, closed)

export const Indicator = Type.Object(
  {
    id: Id,
    no: Type.Integer({ minimum: 1 }),
    scenario: Id,
    name: Text,
    values: Type.Optional(Type.Array(Id, { description: 'ids in `values` of the pack' })),
    binding: Type.Optional(Text),
    guiding: Type.Optional(Text),
    weight: Figure,
    status: Type.Optional(
      Type.Record(Id, StatusHere, {
        ...closed,
        description: 'by profile, where it differs from its scenario',
      }),
    ),
    tests: Type.Array(Test, { minItems: 1 }),
    ...sourced,
  },
  closed,
)
export type Indicator = Static<typeof Indicator>

export const Profile = Type.Object(
  {
    id: Id,
    name: Text,
    level: Type.Optional(Type.Enum(['leading', 'inclusive'])),
    renewal: Type.Optional(Type.Enum(['renewal', 'new-build'])),
    scenarios: Type.Record(Id, Status, { ...closed, description: 'every scenario of the pack' }),
    floor: Type.Optional(Type.Array(Id, { description: 'indicators nobody may lack: gates, not weights' })),
    note: Type.Optional(Text),
    ...sourced,
  },
  closed,
)
export type Profile = Static<typeof Profile>

const GateKind = Type.Enum(['scenario', 'floor', 'test'])

export const Maturity = Type.Object(
  {
    method: Type.Enum(['cutoffs', 'rank']),
    scenarioFloor: Figure,
    classes: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Text,
          atLeast: Figure,
          gates: Type.Array(GateKind, { description: 'gates that must pass for this class' }),
          quota: Type.Optional(Figure),
        },
        closed,
      ),
      { minItems: 1, description: 'best first; the last takes everything below' },
    ),
  },
  closed,
)
export type Maturity = Static<typeof Maturity>

/** An indicator pack: the whole of a method of diagnosis as data. Published as `packs/indicators/indicator-pack.schema.json`. */
export const PackSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    pack: Id,
    version: Type.String({ minLength: 1 }),
    name: Text,
    note: Text,
    official: Type.Boolean({ description: 'false: a compiled set, and the product says so' }),
    settlement: Type.Enum(['urban', 'rural', 'any']),
    sources: Type.Array(Type.Object({ id: Id, title: Text, url: Type.Optional(Type.String()) }, closed), {
      minItems: 1,
    }),
    values: Type.Optional(Type.Array(Type.Object({ id: Id, name: Text }, closed))),
    scenarios: Type.Array(Type.Object({ id: Id, name: Text, goal: Type.Optional(Text) }, closed), {
      minItems: 1,
    }),
    statusWeights: Type.Object({ required: Figure, encouraged: Figure, optional: Figure }, closed),
    profiles: Type.Array(Profile, { minItems: 1 }),
    defaultProfile: Id,
    credit: CreditRule,
    maturity: Maturity,
    gates: Type.Array(
      Type.Object(
        { id: Id, name: Text, test: Id, ...sourced },
        { ...closed, description: 'the test must pass' },
      ),
    ),
    costClasses: Type.Array(Type.Object({ id: Id, name: Text, factor: Figure }, closed), { minItems: 1 }),
    indicators: Type.Array(Indicator, { minItems: 1 }),
  },
  { ...closed, title: 'Jiujing indicator pack' },
)
export type Pack = Static<typeof PackSchema>
