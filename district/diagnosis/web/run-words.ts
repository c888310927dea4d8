/** Words of the runs of the diagnosis. */
export const runWords = {
  runs: { zh: '诊断记录', en: 'Runs' },
  district: { zh: '全区诊断', en: 'Diagnosis of the district' },
  runsUnder: { zh: (n: string) => `共 ${n} 次诊断`, en: (n: string) => `${n} runs` },
  pastDay: {
    zh: (day: string) => `您在看 ${day} 的诊断。`,
    en: (day: string) => `You are looking at ${day}.`,
  },
  pastStored: { zh: '这是当日保存的结果。', en: 'These are the results stored on that day.' },
  pastComputed: {
    zh: '当日没有可打开的保存结果，按当日已知的填报和申明计算；设施、人口与路网为现状。',
    en: 'No stored run of that day can be opened: computed from what had been reported and declared by then, with places as they are today.',
  },
  backToToday: { zh: '回到今天', en: 'Back to today' },
  pack: { zh: '指标包', en: 'Pack' },
  allPacks: { zh: '全部指标包', en: 'All packs' },
  asOfDay: { zh: '查看某一天的诊断', en: 'Open a past day' },
  open: { zh: '打开', en: 'Open' },
  openRun: {
    zh: (when: string) => `打开 ${when} 的诊断`,
    en: (when: string) => `Open the diagnosis of ${when}`,
  },
  recompute: { zh: '重新计算', en: 'Compute anew' },
  recomputed: { zh: '已重新计算，结果有变化。', en: 'Computed anew: the results have changed.' },
  recomputedSame: {
    zh: '已重新计算，结果与上次逐位相同。',
    en: 'Computed anew: the results are the same, bit by bit.',
  },
  failed: { zh: '没有完成，请检查网络后再试', en: 'Not done: check the connection and try again' },
  computed: { zh: '计算时间', en: 'Computed' },
  evidence: { zh: '证据截至', en: 'Evidence as of' },
  classes: { zh: '各类型社区', en: 'Communities by class' },
  inputs: { zh: '输入数据', en: 'Inputs' },
  kept: { zh: '保留', en: 'kept' },
  dropped: { zh: '已清理', en: 'dropped' },
  network: { zh: '路网', en: 'Streets' },
  checksum: { zh: '结果校验值', en: 'Checksum of results' },
  verify: { zh: '核验', en: 'Verify' },
  verifyRun: {
    zh: (when: string) => `核验 ${when} 的诊断`,
    en: (when: string) => `Verify the run of ${when}`,
  },
  identical: { zh: '重算后逐位一致', en: 'recomputed: identical bit by bit' },
  different: { zh: '重算后不一致', en: 'recomputed: NOT the same' },
  'inputs-dropped': {
    zh: '输入数据已按保留期清理，不能重算；得分、分级与校验值保留原样',
    en: 'its inputs were dropped when their time was over: it cannot be recomputed; scores, classes and checksum are as stored',
  },
  keeping: {
    zh: (days: string, months: string) =>
      `得分、分级与校验值永远保留。可逐位重算的输入数据：每日最后一次保留 ${days} 天，每月最后一次保留 ${months} 个月。`,
    en: (days: string, months: string) =>
      `Scores, classes and checksums are kept for ever. Inputs, to recompute a run bit by bit: of the last run of a day for ${days} days, of a month for ${months} months.`,
  },
  none: { zh: '还没有诊断记录', en: 'No run has been stored yet' },
  noneWhy: {
    zh: '导入路网后，第一次打开诊断时会保存一次。',
    en: 'The first is stored when the diagnosis is opened after streets were imported.',
  },
  demo: { zh: '演示数据', en: 'demo data' },
  choose: { zh: '比较', en: 'Compare' },
  chooseRun: {
    zh: (when: string) => `比较 ${when} 的诊断`,
    en: (when: string) => `Compare the run of ${when}`,
  },
  chooseTwo: {
    zh: '勾选同一指标包的两次诊断，可比较哪些社区变了、为什么。',
    en: 'Tick two runs of one pack to see which communities changed, and why.',
  },
  chooseOther: { zh: '再勾选一次诊断', en: 'Tick one more run' },
  compareTitle: { zh: '两次诊断的比较', en: 'Two runs compared' },
  fromTo: { zh: (a: string, b: string) => `${a} → ${b}`, en: (a: string, b: string) => `${a} → ${b}` },
  changedCount: {
    zh: (flips: string, all: string, same: string) =>
      `${flips} 个社区改变类型，${all} 个有变化，${same} 个不变`,
    en: (flips: string, all: string, same: string) =>
      `${flips} changed class, ${all} differ in something, ${same} are as before`,
  },
  unlike: { zh: '这两次诊断不能比较', en: 'These two runs cannot be compared' },
  noChange: { zh: '两次诊断没有差别', en: 'Nothing differs between the two' },
  notExplained: {
    zh: '其中一次诊断早于指标明细的保存，只能比较得分与类型。',
    en: 'One of the two is of before the results of indicators were kept: only scores and classes can be compared.',
  },
  community: { zh: '社区', en: 'Community' },
  class: { zh: '类型', en: 'Class' },
  score: { zh: '得分', en: 'Score' },
  why: { zh: '变化的指标', en: 'Indicators that moved' },
  optedOut: { zh: '不选', en: 'opted out' },
  andMore: { zh: (n: string) => `另 ${n} 项`, en: (n: string) => `${n} more` },
  byWeights: {
    zh: '指标得分未变：类型口径、特色场景或分级线变了',
    en: 'No indicator moved: profile, signature scenarios or the figures of the classes did',
  },
  showAll: { zh: (n: string) => `显示全部 ${n} 个`, en: (n: string) => `Show all ${n}` },
  close: { zh: '关闭比较', en: 'Close' },
  when: { zh: '日期', en: 'Day' },

  // A community's history
  history: { zh: '得分变化', en: 'Over time' },
  historyChart: { zh: '得分变化图', en: 'Chart of scores over time' },
  historyWhy: {
    zh: '每日最后一次诊断的得分区间（纵轴 0–100 分）；点某一天打开当日的诊断。',
    en: 'The score range, 0 to 100 from bottom to top, in the last run of each day. Choose a day to open it as it was.',
  },
  historyOne: { zh: '目前只有一天的诊断，之后逐日累积。', en: 'Only one day so far; it grows day by day.' },
  asTable: { zh: (n: string) => `以表格查看（${n}）`, en: (n: string) => `As a table (${n})` },
  allRuns: { zh: '全部诊断记录', en: 'All runs' },
  historyDay: {
    zh: (day: string, marks: string, cls: string) => `${day}：${marks} 分，${cls}`,
    en: (day: string, marks: string, cls: string) => `${day}: ${marks} of 100, ${cls}`,
  },
} as const
