import type { Language, Sentence } from '#core/language/language.ts'
import type { KnownArea } from '#foundation/place/read.ts'
import type { Shape } from '#foundation/place/rules/shape.ts'
import roles from '#packs/roles/roles.json' with { type: 'json' }
import { moment, oc4idsId, oc4idsPackage, period } from '#platform/oc4ids/package.ts'
import type { StandRow } from '../contract/milestones.ts'
import type { Attribute, Project } from '../contract.ts'
import { ATTRIBUTE_NAMES, valueName } from '../rules/names.ts'
import { PORTFOLIO } from '../rules.ts'

/** A row of an attribute that counts on the day, also one that a later row has taken the place of. */
export interface CountingRow {
  readonly projectId: string
  readonly attribute: Attribute
  readonly value: string
  readonly holdsFrom: string
  readonly source: string
  readonly grade: string
  readonly generated: boolean
}

/** The projects that are meant, as they stand on a day, with what a package of them is made of. */
export interface Portfolio {
  readonly projects: readonly Project[]
  /** By project, in the order in which they hold. */
  readonly rows: ReadonlyMap<string, readonly CountingRow[]>
  /** Drawn areas by project. */
  readonly shapes: ReadonlyMap<string, Shape>
  readonly milestones: ReadonlyMap<string, readonly StandRow[]>
  readonly areas: ReadonlyMap<string, KnownArea>
  /** The plan, in which the milestones stand. */
  readonly document: string
  readonly language: Language
  readonly at: Date
}

/** Phases of the standard's codelist projectStatus, each with the last state of the procedure that is in it. */
const PHASES = [
  { status: 'identification', upTo: 6 }, // until its list is published it is not decided that it is built
  { status: 'preparation', upTo: 10 },
  { status: 'implementation', upTo: 11 },
  { status: 'completion', upTo: 15 },
  { status: 'maintenance', upTo: 16 }, // which there is also called operation
] as const
const phaseOf = (stage: number) => PHASES.find(({ upTo }) => stage <= upTo)

/** Build type → projectType. */
const TYPE: Readonly<Record<string, string>> = {
  rebuild: 'replacement',
  mixed: 'rehabilitation',
  renewal: 'rehabilitation',
  'new-build': 'construction',
}
/** A future community is built in nine scenarios at once; these are their sectors in projectSector. */
const SECTORS = [
  ...['education', 'health', 'economy', 'cultureSportsAndRecreation', 'governance', 'energy'],
  ...['transport', 'transport.urban'],
]
const WORDS = {
  generated: { zh: '演示数据，非真实情况', en: 'demo data, not real' },
  generatedOf: {
    zh: (what: string) => `其中为演示数据：${what}`,
    en: (what: string) => `Of this, demo data: ${what}`,
  },
  place: { zh: '边界为演示数据', en: 'the boundary is demo data' },
  drawn: { zh: '划定范围', en: 'drawn area' },
  urban: { zh: '城镇社区', en: 'urban' },
  rural: { zh: '乡村新社区', en: 'rural' },
  due: {
    zh: (said: string) => `方案时限“${said}”`,
    en: (said: string) => `the plan says “${said}”`,
  },
  noReport: { zh: '到期未报', en: 'due, and nothing is reported' },
  grade: { zh: (grade: string) => `证据等级 ${grade}`, en: (grade: string) => `evidence grade ${grade}` },
} as const
const TASK_FORCE: Sentence = roles.roles.find(({ id }) => id === 'task-force')!.name

/** The portfolio as a project package. What is not known is left out; what is invented says so. */
export const packageOfProjects = (portfolio: Portfolio): object =>
  oc4idsPackage(
    portfolio.projects.map((project) => projectOf(project, portfolio)),
    portfolio.language,
    portfolio.at,
  )

function projectOf(project: Project, portfolio: Portfolio): object {
  const { language } = portfolio
  const rows = portfolio.rows.get(project.projectId) ?? []
  const stands = portfolio.milestones.get(project.projectId) ?? []
  const town = { id: project.townId, name: project.town[language] }
  const type = TYPE[project.buildType]
  const status = project.stage === null ? undefined : phaseOf(project.stage)?.status
  const updated = [
    ...rows.map(({ holdsFrom }) => holdsFrom),
    ...stands.flatMap(({ report }) => report?.reportedOn ?? []),
  ]
    .sort()
    .at(-1)
  return {
    id: oc4idsId(project.projectId),
    ...(updated && { updated: moment(updated) }),
    language,
    publicAuthority: town,
    parties: partiesOf(project, portfolio),
    title: project.name[language],
    description: describe(project, rows, language),
    ...(status && { status }),
    ...(type && { type }),
    sector: SECTORS,
    additionalClassifications: classesOf(project, rows, language),
    locations: locationsOf(project, portfolio),
    ...periodsOf(rows),
    ...(stands.length > 0 && { milestones: stands.map((stand) => milestoneOf(stand, language)) }),
    documents: documentsOf(project, rows, stands, portfolio),
  }
}

/** The town leads it; the district's task force administers it. */
function partiesOf({ townId, town }: Project, { areas, language }: Portfolio): object[] {
  const district = areas.get(townId)?.parentId
  const name = district ? areas.get(district)?.name[language] : undefined
  const force = [name, TASK_FORCE[language]].filter(Boolean).join(' ')
  return [
    { id: townId, name: town[language], roles: ['publicAuthority'] },
    { id: `${district ?? townId}/task-force`, name: force, roles: ['administrativeEntity'] },
  ]
}

function describe(project: Project, rows: readonly CountingRow[], language: Language): string {
  const invented = new Set(rows.filter(({ generated }) => generated).map(({ attribute }) => attribute))
  const names = [...invented].map((attribute) => ATTRIBUTE_NAMES[attribute][language])
  const said = [
    PORTFOLIO.find(({ part }) => part === project.part)!.name[language],
    WORDS[project.settlement][language],
    ...(project.generated ? [WORDS.generated[language]] : []),
    ...(!project.generated && names.length > 0
      ? [WORDS.generatedOf[language](names.join(language === 'zh' ? '、' : ', '))]
      : []),
  ]
  return said.join(language === 'zh' ? '；' : '; ')
}

/** Of each attribute what counts on the day, of creation lists all; the scheme is its name here. */
function classesOf(project: Project, rows: readonly CountingRow[], language: Language): object[] {
  const held = rows.filter(
    (row) =>
      row.attribute === 'list' || row === rows.findLast(({ attribute }) => attribute === row.attribute),
  )
  const part = PORTFOLIO.find((one) => one.part === project.part)!
  const said = [
    { attribute: 'part', value: project.part as string, description: part.name[language] },
    {
      attribute: 'settlement',
      value: project.settlement as string,
      description: WORDS[project.settlement][language],
    },
    ...held.map(({ attribute, value }) => ({
      ...{ attribute, value },
      description: valueName(attribute, value)[language],
    })),
  ]
  // A list it was said to be on twice is one class.
  const once = new Map(said.map((one) => [`${one.attribute} ${one.value}`, one]))
  return [...once.values()].map(({ attribute, value, description }) => ({
    scheme: `jiujing-${attribute}`,
    id: value,
    description,
  }))
}

/** Its communities by code and name, each at a point inside; a drawn area as it is drawn. */
function locationsOf(project: Project, { areas, shapes, language }: Portfolio): object[] {
  const district = areas.get(areas.get(project.townId)?.parentId ?? '')?.name[language]
  const address = { locality: project.town[language], ...(district && { region: district }) }
  const drawn = shapes.get(project.projectId)
  const places = project.communityIds.map((id, i) => {
    const area = areas.get(id)
    const name = project.communities[i]![language]
    return {
      id,
      description: area?.generated ? `${name} (${WORDS.place[language]})` : name,
      ...(area && { geometry: { type: 'Point', coordinates: area.centre } }),
      address,
    }
  })
  return [
    ...places,
    ...(drawn || places.length === 0
      ? [
          {
            id: `${oc4idsId(project.projectId)}-area`,
            description: WORDS.drawn[language],
            ...(drawn && { geometry: drawn }),
            address,
          },
        ]
      : []),
  ]
}

/** From the day on which a phase was reached to that on which a later one was. */
function periodsOf(rows: readonly CountingRow[]): object {
  const reached = rows
    .filter(({ attribute }) => attribute === 'stage')
    .map(({ value, holdsFrom }) => ({ stage: Number(value), holdsFrom }))
  return Object.fromEntries(
    PHASES.flatMap(({ status, upTo }, i) => {
      const from = reached.find(({ stage }) => stage <= upTo && stage > (PHASES[i - 1]?.upTo ?? 0))
      if (!from) return []
      const to = reached.find(({ stage, holdsFrom }) => stage > upTo && holdsFrom >= from.holdsFrom)
      return [[`${status}Period`, period(from.holdsFrom, to?.holdsFrom ?? null)]]
    }),
  )
}

/** Due without a report it has no status: that nothing is known is none of the standard's. */
function milestoneOf(stand: StandRow, language: Language): object {
  const { milestoneId, name, phrase, due, duePrinted, state, report } = stand
  const said = [
    phrase,
    WORDS.due[language](duePrinted),
    ...(state === 'dueNoReport' ? [WORDS.noReport[language]] : []),
    ...(report?.note ? [report.note] : []),
    ...(report?.generated ? [WORDS.generated[language]] : []),
  ]
  return {
    ...{ id: milestoneId, title: name[language], description: said.join('；'), dueDate: moment(due) },
    ...(state !== 'dueNoReport' && { status: state }),
    ...(state === 'met' && report && { dateMet: moment(report.happenedOn) }),
    ...(report && { dateModified: moment(report.reportedOn) }),
  }
}

/** What is said of it rests on these, of what is not invented. */
function documentsOf(
  project: Project,
  rows: readonly CountingRow[],
  stands: readonly StandRow[],
  { document, language }: Portfolio,
): object[] {
  const said = [project, ...rows, ...stands.flatMap(({ report }) => report ?? [])]
  const grades = new Map(
    said.filter(({ generated }) => !generated).map(({ source, grade }) => [source, grade]),
  )
  return [
    { id: '1', title: document },
    ...[...grades]
      .filter(([source]) => source !== document)
      .map(([source, grade], i) => ({
        ...{ id: String(i + 2), title: source, description: WORDS.grade[language](grade) },
      })),
  ]
}
