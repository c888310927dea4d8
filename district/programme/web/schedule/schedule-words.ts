export const words = {
  title: { zh: '倒排进度', en: 'Backward schedule' },
  rule: {
    zh: '从期限往回，按国家工作日历（节假日与调休）推算每步最晚何时开始、最晚何时完成；时差是还可以等的工作日。',
    en: 'Counted back from the deadline on the Chinese working calendar (public holidays, make-up working days): when each step has to start and finish at the latest. Slack is the working days that may pass idle.',
  },
  undo: { zh: '撤销', en: 'Undo' },
  redo: { zh: '重做', en: 'Redo' },
  print: { zh: '打印', en: 'Print' },
  exportCsv: { zh: '导出 CSV', en: 'Export CSV' },
  terms: { zh: '推算条件', en: 'What is counted' },
  template: { zh: '模板', en: 'Template' },
  templateWhy: {
    zh: (type: string) => `默认按建设类型：${type}`,
    en: (type: string) => `By the build type: ${type}`,
  },
  deadline: { zh: '期限', en: 'Deadline' },
  byMilestone: {
    zh: (phrase: string) => `默认：里程碑“${phrase}”的时限`,
    en: (phrase: string) => `By default the due day of “${phrase}”`,
  },
  byFinish: {
    zh: '没有未到期的里程碑，默认取按模板工期最早能完成的日子',
    en: 'No milestone lies ahead: by default the earliest day on which the template can be done',
  },
  from: { zh: '不早于', en: 'Not before' },
  fromWhy: { zh: '默认今天', en: 'By default today' },
  stage: { zh: '从阶段起', en: 'From stage' },
  stageWhy: {
    zh: '默认项目的现阶段；之前各步视为已完成',
    en: 'By default that of the project; steps of earlier stages are done',
  },
  until: { zh: '期限针对', en: 'The deadline is for' },
  untilAll: { zh: '全部完成', en: 'everything' },
  untilWhy: { zh: '它不等待的步骤不计', en: 'Steps it does not wait for are left out' },
  verdict: { zh: '结论', en: 'Verdict' },
  fits: {
    zh: (finish: string, slack: string) =>
      `来得及：最早 ${finish} 完成，关键路径上还有 ${slack} 个工作日的余地。`,
    en: (finish: string, slack: string) =>
      `It fits: done on ${finish} at the earliest, with ${slack} working days to spare on the critical path.`,
  },
  misses: {
    zh: (finish: string, days: string, working: string) =>
      `来不及：最早 ${finish} 完成，晚 ${days} 天（${working} 个工作日）。`,
    en: (finish: string, days: string, working: string) =>
      `It does not fit: done on ${finish} at the earliest, ${days} days late (${working} working days).`,
  },
  shorten: {
    zh: (step: string, from: string, to: string, by: string) => `“${step}”由 ${from} 缩短到 ${to}，少 ${by}`,
    en: (step: string, from: string, to: string, by: string) => `“${step}” from ${from} to ${to}, ${by} less`,
  },
  shortenOne: { zh: '只需缩短一步：', en: 'Shortening one step is enough: ' },
  shortenMany: {
    zh: '单独缩短哪一步都不够，需一起缩短：',
    en: 'No single step is enough; together these are: ',
  },
  shortenAll: {
    zh: '都缩到最短工期也来不及，只能改期限。已能缩短的：',
    en: 'Even at their shortest it does not fit; the deadline has to move. What could be shortened: ',
  },
  nothingToGive: {
    zh: '各步已是最短工期，只能改期限。',
    en: 'Every step is at its shortest; the deadline has to move.',
  },
  doShorten: { zh: '照此缩短', en: 'Shorten so' },
  moveDeadline: {
    zh: (day: string) => `期限改为 ${day}`,
    en: (day: string) => `Move the deadline to ${day}`,
  },
  unconfirmed: {
    zh: (day: string) =>
      `${day} 之后的放假安排尚未公布，按《全国年节及纪念日放假办法》推算，标“待确认”；从那以后往回数的日期公布后可能相差几天。`,
    en: (day: string) =>
      `Holidays after ${day} are not announced yet and are by the regulation: “to be confirmed”. What is counted back from there may move by a few days once they are.`,
  },
  toBeConfirmed: { zh: '待确认', en: 'to be confirmed' },
  chart: { zh: '横道图', en: 'Gantt chart' },
  bars: { zh: '各步骤的横道', en: 'Bars of the steps' },
  chartWhy: {
    zh: '实条：最晚开始到最晚完成；虚线：可提前的时差；◆ 与实底：关键步骤；斜纹：待确认的日子。拖条的左端，或用左右方向键，改工期。',
    en: 'Bars: latest start to latest finish. Dashes: slack before it. ◆ and a solid bar: critical. Hatched: days to be confirmed. Drag the left end of a bar, or use the arrow keys, to change its duration.',
  },
  table: { zh: '进度表', en: 'Table' },
  toTable: { zh: '见进度表', en: 'See the table' },
  step: { zh: '步骤', en: 'Step' },
  critical: { zh: '◆ 关键', en: '◆ critical' },
  role: { zh: '责任', en: 'Answers' },
  duration: { zh: '工期', en: 'Duration' },
  durationOf: { zh: (step: string) => `${step}的工期`, en: (step: string) => `Duration of ${step}` },
  unit: {
    zh: { 'working-day': '个工作日', 'calendar-day': '天', month: '个月' },
    en: { 'working-day': 'working days', 'calendar-day': 'days', month: 'months' },
  },
  byTemplate: {
    zh: (count: string, shortest: string) => `模板 ${count}，最短 ${shortest}`,
    en: (count: string, shortest: string) => `template ${count}, shortest ${shortest}`,
  },
  fromPlan: { zh: (source: string) => `出自 ${source}`, en: (source: string) => `from ${source}` },
  productDefault: { zh: '产品默认', en: 'product default' },
  badCount: {
    zh: (most: string) => `1 到 ${most} 的整数`,
    en: (most: string) => `A whole number, 1 to ${most}`,
  },
  latestStart: { zh: '最晚开始', en: 'Latest start' },
  latestFinish: { zh: '最晚完成', en: 'Latest finish' },
  slack: { zh: '时差（工作日）', en: 'Slack, working days' },
  late: { zh: '太迟', en: 'too late' },
  today: { zh: '今天', en: 'today' },
  start: { zh: '起', en: 'start' },
  reset: { zh: '恢复模板工期', en: 'Durations of the template' },
  defaults: { zh: '恢复默认', en: 'Back to the defaults' },
  none: { zh: '没有剩下的步骤', en: 'No step is left' },
  noneWhy: {
    zh: '项目已过模板的最后一步。要从头推算，请选更早的阶段。',
    en: 'The project is past the last step of the template. Choose an earlier stage to count from there.',
  },
  fromStart: { zh: '从头推算', en: 'Count from the first step' },
  beyond: { zh: '超出工作日历', en: 'Beyond the calendar' },
  beyondWhy: {
    zh: (first: string, last: string) => `工作日历只到 ${first} 至 ${last}；请改期限或工期。`,
    en: (first: string, last: string) =>
      `The working calendar has ${first} to ${last}: change the deadline or the durations.`,
  },
} as const
