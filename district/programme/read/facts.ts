import type { Grade } from '#foundation/evidence/rules.ts'
import { populationSources } from '#foundation/place/read.ts'
import type { KnownThing, SubjectFacts } from '#mechanisms/application/read.ts'
import type { Tx } from '#platform/store/db.ts'
import { ATTRIBUTES } from '../contract.ts'
import { selectCounting } from '../queries/attributes.ts'
import { selectProjects } from '../queries/list.ts'
import { valueName } from '../rules/names.ts'

const SETTLEMENTS = { urban: { zh: '城镇', en: 'Urban' }, rural: { zh: '乡村', en: 'Rural' } } as const

/**
 * What forms about a project are filled from, as of a day (ISO): facts about it, then those of its lead community; and
 * what the programme and the population of its lead say. `undefined` where there is no such project.
 */
export async function projectFacts(
  tx: Tx,
  projectId: string,
  asOf: string,
): Promise<SubjectFacts | undefined> {
  const [row] = await selectProjects(tx, { asOf, withGenerated: true }, [projectId])
  if (!row) return undefined
  const { communityId } = row
  const name = { zh: row.name_zh, en: row.name_en }
  const own = { communityId, subjectKind: 'project', subjectId: projectId, name } as const
  const { lead_zh, lead_en } = row
  // A drawn area has its town for a lead, and no community of its own.
  const isOfTown = communityId === row.townId || lead_zh === null || lead_en === null
  const lead = isOfTown
    ? []
    : [
        {
          communityId,
          subjectKind: 'community',
          subjectId: communityId,
          name: { zh: lead_zh, en: lead_en },
        } as const,
      ]
  return {
    about: [own, ...lead],
    known: new Map([
      ...ofProject(row),
      ...(await ofHistory(tx, row, asOf)),
      ...(isOfTown ? [] : await ofPeople(tx, communityId)),
    ]),
  }
}

type Row = Awaited<ReturnType<typeof selectProjects>>[number]
type Told = readonly (readonly [field: string, thing: KnownThing])[]

function ofProject(row: Row): Told {
  const about = { source: row.source, grade: row.grade as Grade, since: null, generated: row.generated }
  const communities = [{ zh: row.lead_zh, en: row.lead_en }, ...(row.covers ?? [])]
  const list = (language: 'zh' | 'en', comma: string) =>
    communities.flatMap((one) => one[language] ?? []).join(comma)
  return [
    ['name', { ...about, value: { zh: row.name_zh, en: row.name_en } }],
    ['town', { ...about, value: { zh: row.town_zh, en: row.town_en } }],
    ['communities', { ...about, value: { zh: list('zh', '、'), en: list('en', ', ') } }],
    ['settlement', { ...about, value: SETTLEMENTS[row.settlement] }],
  ]
}

/** Of each attribute what holds on the day; a project may stand on several lists. */
async function ofHistory(tx: Tx, { projectId }: Row, asOf: string): Promise<Told> {
  const rows = await selectCounting(tx, [projectId], { asOf, withGenerated: true })
  return ATTRIBUTES.flatMap((attribute) => {
    const own = rows.filter((one) => one.attribute === attribute)
    const last = own.at(-1)
    if (!last) return []
    const names = (attribute === 'list' ? own : [last]).map(({ value }) => valueName(attribute, value))
    const { source, grade, holdsFrom: since, generated } = last
    const value = { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join('; ') }
    return [[attribute, { value, source, grade: grade as Grade, since, generated }] as const]
  })
}

async function ofPeople(tx: Tx, communityId: string): Promise<Told> {
  const sources = await populationSources(tx, communityId)
  const people = sources.reduce((sum, one) => sum + one.people, 0)
  if (people === 0) return []
  const { source, generated } = sources[0]!
  return [['residents', { value: people, source, grade: generated ? 'P' : 'D', since: null, generated }]]
}
