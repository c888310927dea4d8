import { csvOf } from '#core/csv/csv.ts'
import type { Language, Sentence } from '#core/language/language.ts'
import type { Bytes } from '#platform/http/route.ts'
import { writeXlsx } from '#platform/spreadsheet/write-xlsx.ts'
import type { Attribute, Project } from '../contract.ts'
import { ATTRIBUTE_NAMES, valueName } from '../rules/names.ts'
import { PORTFOLIO } from '../rules.ts'

interface Asked {
  readonly asOf: string
  readonly language?: Language
  readonly format?: 'xlsx' | 'csv'
}

const WORDS = {
  title: { zh: '创建项目', en: 'Projects' },
  name: { zh: '项目', en: 'Project' },
  town: { zh: '镇街', en: 'Town or street' },
  part: { zh: '总体布局', en: 'Part of the plan' },
  settlement: { zh: '城乡', en: 'Settlement' },
  urban: { zh: '城镇社区', en: 'Urban' },
  rural: { zh: '乡村新社区', en: 'Rural' },
  communities: { zh: '覆盖社区', en: 'Communities' },
  source: { zh: '来源', en: 'Source' },
  grade: { zh: '证据等级', en: 'Grade' },
  demo: { zh: '数据性质', en: 'Kind of data' },
  generated: { zh: '演示数据', en: 'demo data' },
} as const

/** Projects as a table, one column an attribute; the name of the file says the day. */
export async function projectsTable(projects: readonly Project[], asked: Asked): Promise<Bytes> {
  const { asOf, language = 'zh', format = 'xlsx' } = asked
  const headers = COLUMNS.map(({ header }) => header[language])
  const rows = projects.map((project) => COLUMNS.map(({ cell }) => cell(project, language)))
  const name = `${WORDS.title[language]}-${asOf}`
  if (format === 'csv')
    return { bytes: csvOf([headers, ...rows]), type: 'text/csv; charset=utf-8', filename: `${name}.csv` }
  const columns = headers.map((header) => ({ header }))
  return { bytes: await writeXlsx([{ name, columns, rows }]), filename: `${name}.xlsx` }
}

interface TableColumn {
  readonly header: Sentence
  readonly cell: (project: Project, language: Language) => string
}

const attribute = (id: Attribute, value: (project: Project) => string): TableColumn => ({
  header: ATTRIBUTE_NAMES[id],
  cell: (project, language) => {
    const said = value(project)
    return said && valueName(id, said)[language]
  },
})

const COLUMNS: readonly TableColumn[] = [
  { header: WORDS.name, cell: ({ name }, language) => name[language] },
  { header: WORDS.town, cell: ({ town }, language) => town[language] },
  {
    header: WORDS.part,
    cell: ({ part }, language) => PORTFOLIO.find((one) => one.part === part)!.name[language],
  },
  attribute('level', ({ level }) => level),
  attribute('batch', ({ batch }) => batch),
  attribute('build-type', ({ buildType }) => buildType),
  attribute('planned-class', ({ plannedClass }) => plannedClass),
  attribute('stage', ({ stage }) => String(stage ?? '')),
  { header: WORDS.settlement, cell: ({ settlement }, language) => WORDS[settlement][language] },
  {
    header: WORDS.communities,
    cell: ({ communities }, language) =>
      communities.map((name) => name[language]).join(language === 'zh' ? '、' : ', '),
  },
  { header: WORDS.source, cell: ({ source }) => source },
  { header: WORDS.grade, cell: ({ grade }) => grade },
  { header: WORDS.demo, cell: ({ generated }, language) => (generated ? WORDS.generated[language] : '') },
]
