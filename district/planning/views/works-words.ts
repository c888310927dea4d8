import type { Sentence } from '#core/language/language.ts'
import type { COST_BASES, FUNDING_STATES, SITE_RELATIONS, WorkState } from '../contract/works.ts'

export const STATE_NAMES: Readonly<Record<WorkState, Sentence>> = {
  planned: { zh: '计划', en: 'Planned' },
  approved: { zh: '批准', en: 'Approved' },
  building: { zh: '在建', en: 'Being built' },
  built: { zh: '建成', en: 'Built' },
  dropped: { zh: '取消', en: 'Dropped' },
}

export const BASIS_NAMES: Readonly<Record<(typeof COST_BASES)[number], Sentence>> = {
  stated: { zh: '台账所载', en: 'as the register states' },
  catalogue: { zh: '按目录估算', en: 'by the catalogue' },
  entered: { zh: '录入', en: 'entered' },
}

export const FUNDING_STATE_NAMES: Readonly<Record<(typeof FUNDING_STATES)[number], Sentence>> = {
  sought: { zh: '申请中', en: 'sought' },
  committed: { zh: '已落实', en: 'committed' },
  received: { zh: '已到位', en: 'received' },
}

export const RELATION_NAMES: Readonly<Record<(typeof SITE_RELATIONS)[number], Sentence>> = {
  'one-dig': { zh: '一次开挖', en: 'one dig' },
  after: { zh: '在其之后', en: 'after it' },
  before: { zh: '在其之前', en: 'before it' },
  apart: { zh: '互不相关', en: 'apart' },
}

/** What is said on the sheets and on the map. */
export const PRINTED = {
  title: { zh: '未来社区建设项目规划表', en: 'Future Communities: planned works' },
  mapTitle: { zh: '未来社区建设项目规划图', en: 'Future Communities: map of works' },
  demo: { zh: '演示数据', en: 'Demo data' },
  works: { zh: '项目清单', en: 'Works' },
  costs: { zh: '费用', en: 'Costs' },
  funding: { zh: '资金', en: 'Funding' },
  sites: { zh: '同址项目', en: 'Other programmes' },
  forecast: { zh: '预测与实测', en: 'Forecast and measured' },
  served: { zh: '步行可达居民', en: 'Residents within the walk' },
  about: { zh: '说明', en: 'About' },
  no: { zh: '序号', en: 'No.' },
  name: { zh: '项目名称', en: 'Works project' },
  town: { zh: '镇街', en: 'Town' },
  community: { zh: '社区（村）', en: 'Community' },
  means: { zh: '建设方式', en: 'By' },
  closes: { zh: '关停', en: 'Closing' },
  kind: { zh: '设施类别', en: 'Facility kind' },
  content: { zh: '建设内容', en: 'What is built' },
  unit: { zh: '责任单位', en: 'Unit in charge' },
  from: { zh: '计划开工', en: 'Planned start' },
  to: { zh: '计划完工', en: 'Planned finish' },
  state: { zh: '状态', en: 'State' },
  cost: { zh: '总投资（万元）', en: 'Cost (10,000 yuan)' },
  unknown: { zh: '费用未知项', en: 'Cost lines not known' },
  funded: { zh: '已落实（万元）', en: 'Funded (10,000 yuan)' },
  sought: { zh: '申请中（万元）', en: 'Sought (10,000 yuan)' },
  unfunded: { zh: '资金缺口（万元）', en: 'Unfunded (10,000 yuan)' },
  note: { zh: '备注', en: 'Note' },
  total: { zh: '合计', en: 'Total' },
  category: { zh: '类别', en: 'Category' },
  amount: { zh: '金额（万元）', en: 'Amount (10,000 yuan)' },
  basis: { zh: '依据', en: 'Basis' },
  source: { zh: '来源', en: 'Source' },
  grade: { zh: '佐证等级', en: 'Grade' },
  programme: { zh: '计划', en: 'Programme' },
  site: { zh: '点位', en: 'Site' },
  relation: { zh: '关系', en: 'Relation' },
  digs: { zh: '开挖', en: 'Digs' },
  holder: { zh: '牵头单位', en: 'Holder' },
  item: { zh: '指标', en: 'Indicator' },
  test: { zh: '测试项', en: 'Test' },
  before: { zh: '现状', en: 'Before' },
  alone: { zh: '预测（本项目）', en: 'Forecast (alone)' },
  whole: { zh: '预测（全方案）', en: 'Forecast (whole scheme)' },
  measured: { zh: '实测', en: 'Measured' },
  error: { zh: '误差', en: 'Error' },
  notMeasured: { zh: '尚未实测', en: 'not measured yet' },
  yes: { zh: '是', en: 'yes' },
  empty: { zh: '没有建设项目', en: 'There are no works' },
  legend: { zh: '图例', en: 'Legend' },
  summary: { zh: '合计', en: 'In all' },
  page: { zh: '建设项目', en: 'Works' },
} as const satisfies Readonly<Record<string, Sentence>>

export const ABOUT: readonly Sentence[] = [
  {
    zh: '空白表示未知，不是零。按目录估算的费用为产品默认值，不是造价依据。',
    en: 'Blank means not known, never zero. Costs by the catalogue are product defaults and no cost estimate.',
  },
  {
    zh: '预测与实测为指标得分份额区间的下限（0–100 %）；误差为实测减预测（本项目）。',
    en: 'Forecast and measured are lower ends of ranges of earned shares (0–100 %); error is measured minus forecast alone.',
  },
  {
    zh: '少于十人的人数不显示。',
    en: 'Numbers that would tell of fewer than ten people are left out.',
  },
]
