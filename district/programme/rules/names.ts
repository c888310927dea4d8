import type { Sentence } from '#core/language/language.ts'
import type { Attribute } from '../contract.ts'

/** Attributes of a project by name. */
export const ATTRIBUTE_NAMES: Readonly<Record<Attribute, Sentence>> = {
  level: { zh: '层级', en: 'Level' },
  batch: { zh: '批次', en: 'Batch' },
  'build-type': { zh: '建设类型', en: 'Build type' },
  'planned-class': { zh: '计划类别', en: 'Planned class' },
  stage: { zh: '流程阶段', en: 'Stage' },
  list: { zh: '创建名单', en: 'Creation list' },
  applied: { zh: '申报层级', en: 'Applied for' },
  'best-practice': { zh: '最佳实践', en: 'Best practice' },
}

/** Years of creation lists: the first of the province is of 2019. */
const LIST = /^(?:provincial|city|district)-20(?:19|[2-9]\d)$/
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i))

/** What an attribute may say; of a creation list, whatever has a level and a year. */
export const ATTRIBUTE_VALUES: Readonly<Record<Exclude<Attribute, 'list'>, readonly string[]>> = {
  level: ['provincial', 'city', 'district'],
  batch: numbers(1, 20),
  'build-type': ['rebuild', 'mixed', 'renewal', 'new-build'],
  'planned-class': ['mature', 'near-mature', 'to-be-created'],
  stage: numbers(1, 16),
  applied: ['provincial', 'city'],
  'best-practice': ['provincial', 'city', 'district'],
}

/** Whether an attribute may say this. */
export const isValueOf = (attribute: Attribute, value: string): boolean =>
  attribute === 'list' ? LIST.test(value) : ATTRIBUTE_VALUES[attribute].includes(value)

/** Values of attributes by name. */
const VALUES: Readonly<Record<string, Sentence>> = {
  provincial: { zh: '省级', en: 'Provincial' },
  city: { zh: '市级', en: 'City' },
  district: { zh: '区级', en: 'District' },
  rebuild: { zh: '全拆全建', en: 'Rebuild' },
  mixed: { zh: '拆改结合', en: 'Part rebuild' },
  renewal: { zh: '旧改', en: 'Renewal' },
  'new-build': { zh: '新建', en: 'New build' },
  mature: { zh: '成熟型', en: 'Mature' },
  'near-mature': { zh: '基本成熟型', en: 'Near-mature' },
  'to-be-created': { zh: '创造条件成熟型', en: 'To be created' },
}

/** States of the procedure, 1 to 16. Source: the plan, 四. */
export const STAGE_NAMES: readonly Sentence[] = [
  { zh: '谋划储备', en: 'Reserve' },
  { zh: '发布创建名单', en: 'List drawn up' },
  { zh: '编制申报方案', en: 'Application plan' },
  { zh: '区专班初审', en: 'First review' },
  { zh: '区政府同意', en: 'District government' },
  { zh: '市专班评审', en: 'City review' },
  { zh: '公布创建名单', en: 'List published' },
  { zh: '编制实施方案', en: 'Implementation plan' },
  { zh: '实施方案评审', en: 'Plan reviewed' },
  { zh: '报省专班备案', en: 'Filed with the province' },
  { zh: '实施', en: 'Building' },
  { zh: '竣工验收', en: 'Completed' },
  { zh: '试运营', en: 'Trial operation' },
  { zh: '评估考核', en: 'Assessment' },
  { zh: '命名公布', en: 'Named' },
  { zh: '常态运营', en: 'In operation' },
]

/** A value of an attribute as a person reads it: 2 is a batch, 11 a state, city-2022 a list of a year. */
export function valueName(attribute: Attribute, value: string): Sentence {
  if (attribute === 'batch') return { zh: `第 ${value} 批`, en: `batch ${value}` }
  if (attribute === 'stage') {
    const name = STAGE_NAMES[Number(value) - 1]
    return name ? { zh: `${value} ${name.zh}`, en: `${value} ${name.en}` } : { zh: value, en: value }
  }
  const [, level, year] = attribute === 'list' ? (value.match(/^(.*)-(\d{4})$/) ?? []) : []
  if (level && year) {
    const name = VALUES[level] ?? { zh: level, en: level }
    return { zh: `${year} 年${name.zh}`, en: `${year}, ${name.en.toLowerCase()}` }
  }
  return VALUES[value] ?? { zh: value, en: value }
}
