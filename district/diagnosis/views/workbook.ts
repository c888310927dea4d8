import type { Language } from '#core/language/language.ts'
import { type Sheet, writeXlsx } from '#platform/spreadsheet/write-xlsx.ts'
import type { Run } from '../runs.ts'
import { indicatorResults } from './community.ts'
import { communitySummary } from './summary.ts'

const HEADS = {
  zh: {
    communities: '社区',
    scenarios: '场景',
    indicators: '指标',
    about: '说明',
    code: '代码',
    name: '名称',
    profile: '类型口径',
    people: '人口',
    low: '最低得分',
    high: '最高得分',
    completeness: '完整度',
    class: '成熟度',
    gaps: '未达标指标数',
    scenario: '场景',
    need: '要求',
    gate: '底线',
    indicator: '指标',
    test: '测试',
    from: '值(低)',
    to: '值(高)',
    unit: '单位',
    met: '达标',
    source: '依据',
    grade: '佐证等级',
    missing: '缺少的佐证',
  },
  en: {
    communities: 'Communities',
    scenarios: 'Scenarios',
    indicators: 'Indicators',
    about: 'About',
    code: 'Code',
    name: 'Name',
    profile: 'Profile',
    people: 'Residents',
    low: 'Lowest score',
    high: 'Highest score',
    completeness: 'Completeness',
    class: 'Class',
    gaps: 'Indicators not met',
    scenario: 'Scenario',
    need: 'Need',
    gate: 'Gate',
    indicator: 'Indicator',
    test: 'Test',
    from: 'Value (low)',
    to: 'Value (high)',
    unit: 'Unit',
    met: 'Met',
    source: 'Source',
    grade: 'Grade',
    missing: 'Missing evidence',
  },
} as const

const PERCENT = '0%'

/** Communities, scenarios and indicators of a run as an Excel workbook. */
export async function diagnosisWorkbook(run: Run, language: Language): Promise<Uint8Array> {
  const h = HEADS[language]
  const numbers = run.diagnosis.scores.map((_, c) => c)
  const summaries = numbers.map((c) => communitySummary(run, c))
  const scenarioName = new Map(run.compiled.pack.scenarios.map(({ id, name }) => [id, name[language]]))
  const communities: Sheet = {
    name: h.communities,
    columns: [
      ...[
        { header: h.code, width: 16 },
        { header: h.name, width: 24 },
        { header: h.profile, width: 18 },
      ],
      ...[
        { header: h.people, width: 10 },
        ...[h.low, h.high, h.completeness].map((header) => ({ header, format: PERCENT })),
      ],
      ...[
        { header: h.class, width: 18 },
        { header: h.gaps, width: 12 },
      ],
    ],
    rows: summaries.map((s) => [
      ...[s.communityId, s.name[language], s.profile, s.population],
      ...[s.score[0]!, s.score[1]!, s.completeness, s.class, s.gapCount],
    ]),
  }
  const scenarios: Sheet = {
    name: h.scenarios,
    columns: [
      ...[
        { header: h.code, width: 16 },
        { header: h.name, width: 24 },
        { header: h.scenario, width: 16 },
      ],
      ...[
        { header: h.need, width: 14 },
        ...[h.low, h.high, h.completeness].map((header) => ({ header, format: PERCENT })),
      ],
      { header: h.gate, width: 10 },
    ],
    rows: summaries.flatMap((s) =>
      s.scenarios.map((x) => [
        ...[s.communityId, s.name[language], scenarioName.get(x.scenario) ?? x.scenario, x.need],
        ...[x.score[0]!, x.score[1]!, x.completeness, x.gate],
      ]),
    ),
  }
  return await writeXlsx([
    communities,
    scenarios,
    indicatorSheet(run, language, scenarioName),
    aboutSheet(run, language),
  ])
}

function indicatorSheet(run: Run, language: Language, scenarioName: ReadonlyMap<string, string>): Sheet {
  const h = HEADS[language]
  const heads = [
    h.code,
    h.scenario,
    h.indicator,
    h.test,
    h.need,
    h.from,
    h.to,
    h.unit,
    h.met,
    h.source,
    h.grade,
    h.missing,
  ]
  return {
    name: h.indicators,
    columns: heads.map((header, i) => ({ header, width: [0, 2, 3, 11].includes(i) ? 22 : 11 })),
    rows: run.diagnosis.scores.flatMap(({ communityId }, c) =>
      indicatorResults(run, c).flatMap(({ scenario, name, need, tests }) =>
        tests.map((test) => [
          ...[communityId, scenarioName.get(scenario) ?? scenario, name[language], test.test, need],
          ...[test.choice ?? test.value[0]!, test.choice ?? test.value[1]!, test.unit],
          ...[
            test.met,
            test.source,
            test.grade,
            test.missing.map((missing) => missing.name[language]).join('; '),
          ],
        ]),
      ),
    ),
  }
}

/** Which pack, and that its defaults are the product's own. */
function aboutSheet({ compiled: { pack }, stored }: Run, language: Language): Sheet {
  return {
    name: HEADS[language].about,
    columns: [{ header: pack.name[language], width: 80 }],
    rows: [
      [`${pack.pack} ${pack.version}`],
      [pack.note[language]],
      [stored.asOf],
      [stored.computedAt.toISOString()],
    ],
  }
}
