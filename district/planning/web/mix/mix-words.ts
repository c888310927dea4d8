/** What the tool says that mixes interventions under one budget. */
export const words = {
  intro: {
    zh: '同时补几项短板：逐档预算求出覆盖居民最多的干预组合，并证明任何组合最多能到多少。',
    en: 'Close several gaps at once: budget by budget the interventions that serve most residents, with a proof of how many any choice could serve.',
  },
  gaps: { zh: '要补的短板', en: 'Gaps to close' },
  gapWithout: {
    zh: (gap: string, n: string) => `${gap}（${n} 人未覆盖）`,
    en: (gap: string, n: string) => `${gap} (${n} without)`,
  },
  gapsWhy: {
    zh: '默认为全区未覆盖居民最多的三项。',
    en: 'The three with most residents without, unless you choose.',
  },
  means: { zh: '可用的干预方式', en: 'Interventions that may be used' },
  catalogue: { zh: '干预方式目录', en: 'Catalogue of interventions' },
  intervention: { zh: '干预方式', en: 'Intervention' },
  close: { zh: '关闭', en: 'Close' },
  fixed: { zh: '固定费用（万元）', en: 'Fixed (10,000 yuan)' },
  perM2: { zh: '每平方米（元）', en: 'Per m² (yuan)' },
  months: { zh: '工期（月）', en: 'Months' },
  decides: { zh: '决定', en: 'Decides' },
  grade: { zh: '来源与等级', en: 'Source and grade' },
  product: { zh: '产品默认', en: 'product default' },
  seek: { zh: '求组合', en: 'Seek the mix' },
  stop: { zh: '停止，用已得到的', en: 'Stop with what there is' },
  progress: { zh: '已求的预算档', en: 'Budgets solved' },
  stopped: {
    zh: '提前停止：更高的预算未求。',
    en: 'Stopped before the end: larger budgets were not solved.',
  },
  curve: { zh: '投入与覆盖', en: 'Residents served against money' },
  curveWhy: {
    zh: '一人缺两项、两项都补上，计两人次。阴影以上为已证明不可能。',
    en: 'Who lacks two things and gets both counts twice. What lies above the shade is proven impossible.',
  },
  money: { zh: '费用（万元）', en: 'Cost (10,000 yuan)' },
  served: { zh: '新增覆盖（人次）', en: 'Newly served' },
  atMost: { zh: '最多可能', en: 'At most' },
  gap: { zh: '差距', en: 'Gap' },
  point: {
    zh: (wan: string, served: string) => `${wan} 万元，新增覆盖 ${served} 人次`,
    en: (wan: string, served: string) => `${wan} × 10,000 yuan: ${served} newly served`,
  },
  asTable: { zh: '以表格查看', en: 'As a table' },
  exportCsv: { zh: '导出 CSV', en: 'Export CSV' },
  chosen: { zh: '此点的组合', en: 'The mix at this point' },
  proven: { zh: '已证明为最优', en: 'proven best' },
  within: {
    zh: (gap: string) => `差距 ≤ ${gap} %，已证明`,
    en: (gap: string) => `within ${gap} % of the best, proven`,
  },
  ofGap: {
    zh: (served: string, unserved: string) => `新增覆盖 ${served} 人，原未覆盖 ${unserved} 人`,
    en: (served: string, unserved: string) => `${served} of ${unserved} without are newly served`,
  },
  nothingFor: { zh: '此预算下未安排', en: 'nothing for this money' },
  measure: { zh: '措施', en: 'Measure' },
  people: { zh: '覆盖（人）', en: 'Served' },
  peopleWhy: {
    zh: '几处都覆盖的居民计在覆盖最多的一处。',
    en: 'Residents served by several are counted at the one that serves most.',
  },
  cost: { zh: '费用（万元）', en: 'Cost (10,000 yuan)' },
  all: { zh: (n: string) => `显示全部 ${n} 项`, en: (n: string) => `Show all ${n}` },
  adopt: { zh: '加入方案', en: 'Add to the scheme' },
  tooMany: {
    zh: (most: string) => `一个方案最多 ${most} 项改动，放不下。请选更低的预算点。`,
    en: (most: string) => `A scheme holds ${most} changes at most. Choose a cheaper point.`,
  },
  hindrance: {
    zh: {
      'nobody-unserved': '所选短板的相关居民都已在步行范围内，不需要补。',
      'no-measure': '没有候选点或现有设施能用所选方式补这些短板。请增加干预方式，或放宽候选类别和镇街。',
      'nobody-near': '候选点都不在未覆盖居民的步行范围内。请增加候选点，或放宽候选类别和镇街。',
    },
    en: {
      'nobody-unserved': 'Everyone concerned is within the walk already: there is nothing to close.',
      'no-measure':
        'No candidate or existing facility can close these gaps by the interventions allowed. Allow more of them, or more kinds and towns.',
      'nobody-near':
        'No candidate is within the walk of anybody without. Add candidates, or allow more kinds and towns.',
    },
  },
  chooseGap: { zh: '请至少选一项短板。', en: 'Choose a gap at least.' },
} as const
