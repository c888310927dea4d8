import { type Indicator, type Pack, PackSchema, type Test, type Threshold } from './pack-schema.ts'
import { type PackProblem, problem, schemaProblems } from './schema-problems.ts'

/** The facility kinds and terms that packs may speak of: `packs/facilities/kinds.json`, `packs/facts/terms.json`. */
export interface Dictionary {
  readonly kinds: readonly string[]
  readonly terms: readonly Term[]
}

/** A term of the data dictionary, as far as scoring needs it. */
export interface Term {
  readonly id: string
  readonly type: 'number' | 'text' | 'date' | 'choice' | 'document' | 'geometry' | 'table'
  readonly unit?: string
  /** Bounds of a number; left out where it has none. They bound the score while the fact is missing. */
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly { readonly id: string }[]
  readonly origin: 'report' | 'service'
  /** Roles that may enter it: who should supply it where it is missing. */
  readonly enter: readonly string[]
}

/** Whether a pack is made to measure places of this settlement. */
export const isFor = ({ settlement: wanted }: Pack, settlement: string | null): boolean =>
  wanted === 'any' || wanted === settlement

export type ParsedPack =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly problems: readonly PackProblem[] }

/**
 * The pack that `json` describes, or every reason why it is none: departures from the schema first, and if there
 * are none, references that lead nowhere (scenario, profile, indicator, test, source, kind, term, choice, cost class).
 */
export function parsePack(json: unknown, dictionary: Dictionary): ParsedPack {
  const departures = schemaProblems(PackSchema, json)
  if (departures.length > 0) return { ok: false, problems: departures }
  const pack = json as Pack
  const problems = [
    ...repeatedIds(pack),
    ...profileProblems(pack),
    ...maturityProblems(pack),
    ...pack.indicators.flatMap((indicator, i) => indicatorProblems(pack, dictionary, indicator, i)),
    ...sourceProblems(pack, pack, ''),
  ]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, pack }
}

const unknown = (path: string, kind: { zh: string; en: string }, id: string) =>
  problem(path, `没有${kind.zh}“${id}”`, `there is no ${kind.en} “${id}”`)

const NAMES = {
  scenario: { zh: '场景', en: 'scenario' },
  profile: { zh: '适用类型', en: 'profile' },
  indicator: { zh: '指标', en: 'indicator' },
  test: { zh: '测试项', en: 'test' },
  source: { zh: '来源', en: 'source' },
  kind: { zh: '设施类型', en: 'facility kind' },
  term: { zh: '报送项', en: 'term' },
  choice: { zh: '选项', en: 'choice' },
  cost: { zh: '成本等级', en: 'cost class' },
  value: { zh: '价值取向', en: 'value' },
}

function repeatedIds(pack: Pack): PackProblem[] {
  const lists: [string, readonly { readonly id: string }[]][] = [
    ['/sources', pack.sources],
    ['/scenarios', pack.scenarios],
    ['/profiles', pack.profiles],
    ['/gates', pack.gates],
    ['/costClasses', pack.costClasses],
    ['/maturity/classes', pack.maturity.classes],
    ['/indicators', pack.indicators],
  ]
  const found: PackProblem[] = []
  const note = (seen: Set<string>, id: string, path: string) => {
    if (seen.has(id)) found.push(problem(path, `编号“${id}”重复`, `the id “${id}” is used twice`))
    seen.add(id)
  }
  for (const [path, list] of lists) {
    const seen = new Set<string>()
    list.forEach((entry, i) => {
      note(seen, entry.id, `${path}/${i}/id`)
    })
  }
  const tests = new Set<string>()
  pack.indicators.forEach((indicator, i) => {
    indicator.tests.forEach((test, j) => {
      note(tests, test.id, `/indicators/${i}/tests/${j}/id`)
    })
  })
  return found
}

function profileProblems(pack: Pack): PackProblem[] {
  const found: PackProblem[] = []
  const scenarios = new Set(pack.scenarios.map(({ id }) => id))
  const indicators = new Set(pack.indicators.map(({ id }) => id))
  pack.profiles.forEach((profile, i) => {
    const path = `/profiles/${i}`
    for (const id of scenarios) {
      if (!(id in profile.scenarios)) {
        found.push(problem(`${path}/scenarios/${id}`, `未写明场景“${id}”`, `scenario “${id}” is not placed`))
      }
    }
    for (const id of Object.keys(profile.scenarios)) {
      if (!scenarios.has(id)) found.push(unknown(`${path}/scenarios/${id}`, NAMES.scenario, id))
    }
    profile.floor?.forEach((id, j) => {
      if (!indicators.has(id)) found.push(unknown(`${path}/floor/${j}`, NAMES.indicator, id))
    })
  })
  if (!pack.profiles.some(({ id }) => id === pack.defaultProfile)) {
    found.push(unknown('/defaultProfile', NAMES.profile, pack.defaultProfile))
  }
  return found
}

function maturityProblems(pack: Pack): PackProblem[] {
  const found: PackProblem[] = []
  const { classes, method } = pack.maturity
  classes.forEach(({ atLeast, quota }, i) => {
    const above = classes[i - 1]
    if (above && above.atLeast.value < atLeast.value) {
      found.push(
        problem(`/maturity/classes/${i}/atLeast`, '等级须从高到低排列', 'classes must stand best first'),
      )
    }
    if (method === 'rank' && !quota && i < classes.length - 1) {
      found.push(
        problem(
          `/maturity/classes/${i}/quota`,
          '按名次分级须写明名额',
          'ranking needs a quota for each class',
        ),
      )
    }
  })
  const last = classes.length - 1
  if (classes[last]!.atLeast.value > 0 || classes[last]!.gates.length > 0) {
    found.push(
      problem(
        `/maturity/classes/${last}`,
        '最后一级须从 0 起且不设门槛，以收下其余社区',
        'the last class must start at 0 without gates, to take all that remain',
      ),
    )
  }
  const tests = new Set(pack.indicators.flatMap((indicator) => indicator.tests.map(({ id }) => id)))
  pack.gates.forEach(({ test }, i) => {
    if (!tests.has(test)) found.push(unknown(`/gates/${i}/test`, NAMES.test, test))
  })
  return found
}

function indicatorProblems(
  pack: Pack,
  dictionary: Dictionary,
  indicator: Indicator,
  i: number,
): PackProblem[] {
  const path = `/indicators/${i}`
  const found: PackProblem[] = []
  const profiles = pack.profiles.map(({ id }) => id)
  if (!pack.scenarios.some(({ id }) => id === indicator.scenario)) {
    found.push(unknown(`${path}/scenario`, NAMES.scenario, indicator.scenario))
  }
  for (const id of Object.keys(indicator.status ?? {})) {
    if (!profiles.includes(id)) found.push(unknown(`${path}/status/${id}`, NAMES.profile, id))
  }
  indicator.values?.forEach((id, j) => {
    if (!pack.values?.some((value) => value.id === id))
      found.push(unknown(`${path}/values/${j}`, NAMES.value, id))
  })
  if (!indicator.tests.some(({ part }) => part === 'binding')) {
    found.push(problem(`${path}/tests`, '至少要有一个约束性测试项', 'needs at least one binding test'))
  }
  if (indicator.weight.value <= 0) found.push(notPositive(`${path}/weight/value`))
  indicator.tests.forEach((test, j) => {
    found.push(...testProblems(pack, dictionary, test, `${path}/tests/${j}`, profiles))
  })
  return found
}

const notPositive = (path: string) => problem(path, '须大于 0', 'must be more than 0')

function testProblems(
  pack: Pack,
  dictionary: Dictionary,
  test: Test,
  path: string,
  profiles: readonly string[],
): PackProblem[] {
  const found: PackProblem[] = []
  if (test.weight.value <= 0) found.push(notPositive(`${path}/weight/value`))
  if (!pack.costClasses.some(({ id }) => id === test.cost)) {
    found.push(unknown(`${path}/cost`, NAMES.cost, test.cost))
  }
  test.onlyFor?.forEach((id, i) => {
    if (!profiles.includes(id)) found.push(unknown(`${path}/onlyFor/${i}`, NAMES.profile, id))
  })
  found.push(...thresholdProblems(dictionary, test, test.threshold, `${path}/threshold`))
  for (const [id, threshold] of Object.entries(test.thresholdFor ?? {})) {
    if (!profiles.includes(id)) found.push(unknown(`${path}/thresholdFor/${id}`, NAMES.profile, id))
    found.push(...thresholdProblems(dictionary, test, threshold, `${path}/thresholdFor/${id}`))
  }
  return [...found, ...measureProblems(dictionary, test, `${path}/measure`)]
}

function measureProblems(dictionary: Dictionary, { measure }: Test, path: string): PackProblem[] {
  if (measure.type === 'reported' || measure.type === 'operated') {
    const term = dictionary.terms.find(({ id }) => id === measure.term)
    if (!term) return [unknown(`${path}/term`, NAMES.term, measure.term)]
    if ((measure.type === 'operated') !== (term.origin === 'service')) {
      return [
        problem(
          `${path}/type`,
          `“${term.id}”${term.origin === 'service' ? '来自服务记录，须用 operated' : '由人填报，须用 reported'}`,
          `“${term.id}” is ${term.origin === 'service' ? 'operated: it comes from service records' : 'reported'}`,
        ),
      ]
    }
    return []
  }
  const found = measure.kinds.flatMap((id, i) =>
    dictionary.kinds.includes(id) ? [] : [unknown(`${path}/kinds/${i}`, NAMES.kind, id)],
  )
  if (measure.type === 'presence' && (measure.where === undefined) === (measure.within === undefined)) {
    found.push(problem(path, 'where 与 within 须且只须写一项', 'needs either where or within'))
  }
  return found
}

function thresholdProblems(
  dictionary: Dictionary,
  { measure }: Test,
  threshold: Threshold,
  path: string,
): PackProblem[] {
  const term = 'term' in measure ? dictionary.terms.find(({ id }) => id === measure.term) : undefined
  if ('term' in measure && !term) return []
  const numeric = !term || term.type === 'number'
  const choice = term?.type === 'choice'
  if ('oneOf' in threshold) {
    if (!choice) return [problem(`${path}/oneOf`, '只用于选项类报送项', 'is only for a choice')]
    return threshold.oneOf.flatMap((id, i) =>
      term.choices?.some((entry) => entry.id === id) ? [] : [unknown(`${path}/oneOf/${i}`, NAMES.choice, id)],
    )
  }
  if ('present' in threshold) {
    return numeric || choice
      ? [problem(`${path}/present`, '只用于文件或文字', 'is only for a document or text')]
      : []
  }
  return numeric
    ? []
    : [problem(path, '数值阈值只用于数字', 'a number as threshold needs a number to compare')]
}

/** Walks the whole pack: every `source` must be listed in `sources`. */
function sourceProblems(pack: Pack, value: unknown, path: string): PackProblem[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => sourceProblems(pack, item, `${path}/${i}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'source' && !pack.sources.some(({ id }) => id === item)) {
      return [unknown(`${path}/${key}`, NAMES.source, String(item))]
    }
    return sourceProblems(pack, item, `${path}/${key}`)
  })
}
