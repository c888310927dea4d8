import { type Static, Type } from 'typebox'
import { type PackProblem, problem, schemaProblems } from '#district/diagnosis/rules/schema-problems.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'

export const CANDIDATE_KINDS = ['vacant-room', 'plot', 'public-building'] as const
export type CandidateKind = (typeof CANDIDATE_KINDS)[number]

const closed = { additionalProperties: false } as const
const Id = Type.String({ pattern: '^[a-z][a-z0-9_-]*$' })
const Name = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)
const Fen = (description: string) => Type.Integer({ minimum: 0, description })

export const InterventionSchema = Type.Object(
  {
    id: Id,
    name: Name,
    on: Type.Array(Type.Enum(CANDIDATE_KINDS), {
      minItems: 1,
      uniqueItems: true,
      description: 'Kinds of candidates it is done on',
    }),
    maxM2: Type.Optional(
      Type.Integer({ minimum: 1, description: 'For places of at most so many m²; left out: of any size' }),
    ),
    fixed_fen: Fen('Cost of it, whatever the size, in Fen'),
    perM2_fen: Fen('Cost a square metre, in Fen'),
    months: Type.Integer({ minimum: 1, description: 'Months it takes' }),
    decides: Type.String({ minLength: 1, description: 'Role that decides' }),
    provides: Type.Optional(
      Type.Array(Id, {
        uniqueItems: true,
        description: 'Kinds of facilities it can make; left out: any; empty: none that one can walk to',
      }),
    ),
    shares: Type.Optional(
      Type.Array(Type.Object({ host: Id, as: Id }, closed), {
        description: 'Existing facilities whose rooms or grounds it opens, and as what kind of facility',
      }),
    ),
    source: Type.String({ minLength: 1 }),
    grade: Type.Enum(['O', 'N', 'D', 'M-h', 'M-m', 'M-l', 'P'], { description: 'Evidence grade' }),
  },
  closed,
)
/** A way to close a gap. */
export type Intervention = Static<typeof InterventionSchema>

export const CatalogueSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    note: Name,
    source: Type.String({ minLength: 1 }),
    grade: Type.String({ minLength: 1 }),
    openGround: Type.Array(Id, {
      uniqueItems: true,
      description: 'Kinds of facilities that need open ground: no room or building holds them',
    }),
    beyond: Type.Array(Id, {
      uniqueItems: true,
      description:
        'Kinds of facilities that others plan (transport, schools, hospitals): no intervention makes them',
    }),
    interventions: Type.Array(InterventionSchema, { minItems: 1 }),
  },
  closed,
)
export type Catalogue = Static<typeof CatalogueSchema>

/**
 * The catalogue in a file.
 *
 * @throws CatalogueError with every entry, field and reason that is wrong
 */
export function readCatalogue(json: unknown): Catalogue {
  const departures = schemaProblems(CatalogueSchema, json)
  const problems = departures.length > 0 ? departures : contradictions(json as Catalogue)
  if (problems.length > 0) throw new CatalogueError(problems)
  return json as Catalogue
}

export class CatalogueError extends Error {
  readonly problems: readonly PackProblem[]
  constructor(problems: readonly PackProblem[]) {
    super(problems.map(({ path, reason }) => `${path}: ${reason.zh} ${reason.en}`).join('\n'))
    this.problems = problems
  }
}

/** What the schema cannot say: ids twice, kinds that do not exist, a kind of candidate that nothing is done on. */
function contradictions({ interventions, openGround, beyond }: Catalogue): PackProblem[] {
  const ids = interventions.map(({ id }) => id)
  const twice = ids.flatMap((id, i) =>
    ids.indexOf(id) < i
      ? [problem(`/interventions/${i}/id`, `编号“${id}”重复`, `the id ${id} is taken`)]
      : [],
  )
  const named = [
    ...openGround.map((kind, at) => [`/openGround/${at}`, kind] as const),
    ...beyond.map((kind, at) => [`/beyond/${at}`, kind] as const),
    ...interventions.flatMap(({ provides = [], shares = [] }, i) => [
      ...provides.map((kind, at) => [`/interventions/${i}/provides/${at}`, kind] as const),
      ...shares.map(({ host }, at) => [`/interventions/${i}/shares/${at}/host`, host] as const),
      ...shares.map(({ as }, at) => [`/interventions/${i}/shares/${at}/as`, as] as const),
    ]),
  ]
  const unknown = named.flatMap(([path, kind]) =>
    facilityKinds.has(kind)
      ? []
      : [problem(path, `没有设施类别“${kind}”`, `there is no facility kind ${kind}`)],
  )
  const idle = CANDIDATE_KINDS.filter((kind) => !interventions.some(({ on }) => on.includes(kind))).map(
    (kind) => problem('/interventions', `没有用于“${kind}”的方式`, `nothing is done on a ${kind}`),
  )
  return [...twice, ...unknown, ...idle]
}
