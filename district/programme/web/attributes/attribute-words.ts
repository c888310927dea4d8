export const words = {
  history: { zh: '属性沿革', en: 'History of its attributes' },
  historyRule: {
    zh: '每项属性各有沿革，当日以最近一条为准。记录不改动，有误的撤回并写明原因。',
    en: 'Each attribute has its own history; of a day its latest row counts. Rows are not changed: a wrong one is withdrawn, with the reason.',
  },
  mayNot: { zh: (why: string) => `不能更改：${why}`, en: (why: string) => `Not to be changed: ${why}` },
  none: { zh: '没有记录', en: 'Nothing on record' },
  from: { zh: (day: string) => `${day} 起`, en: (day: string) => `from ${day}` },
  coming: { zh: '尚未生效', en: 'to come' },
  held: { zh: '当日', en: 'on the day' },
  generated: { zh: '演示数据', en: 'demo data' },
  grade: { zh: (grade: string) => `${grade} 级`, en: (grade: string) => `grade ${grade}` },
  recorded: {
    zh: (day: string, role: string) => `${day} ${role}记录`,
    en: (day: string, role: string) => `recorded on ${day} by the ${role}`,
  },
  withdrawn: {
    zh: (day: string, why: string) => `${day} 撤回：${why}`,
    en: (day: string, why: string) => `withdrawn on ${day}: ${why}`,
  },
  // Change
  change: { zh: '更改', en: 'Change' },
  changeOf: { zh: (name: string) => `更改${name}`, en: (name: string) => `Change: ${name}` },
  changeWhy: {
    zh: (held: string) => `现为${held}。以前的记录保留；起始日可以是将来的一天，届时生效。`,
    en: (held: string) => `Now: ${held}. Earlier rows stay; the day may be to come, and it holds from then.`,
  },
  nothingHeld: { zh: '空', en: 'nothing' },
  value: { zh: '取值', en: 'Value' },
  year: { zh: '年份', en: 'Year' },
  holdsFrom: { zh: '起始日', en: 'Holds from' },
  source: { zh: '依据文件', en: 'Document it rests on' },
  gradeOf: { zh: '证据等级', en: 'Evidence grade' },
  gradeO: { zh: 'O 见到正式文件', en: 'O official text seen' },
  gradeN: { zh: 'N 新闻或二手来源', en: 'N news or a secondary source' },
  gradeD: { zh: 'D 公开数据', en: 'D open data' },
  gradeP: { zh: 'P 非官方，暂定', en: 'P not official, for the time being' },
  // Withdraw
  withdraw: { zh: '撤回', en: 'Withdraw' },
  withdrawOf: {
    zh: (what: string) => `撤回“${what}”这条记录？`,
    en: (what: string) => `Withdraw the row “${what}”?`,
  },
  withdrawWhy: {
    zh: '今天起不再计入，恢复为它之前的取值；过去日期的视图不变。',
    en: 'From today it does not count, and what held before it counts again; past days stay as they were.',
  },
  reason: { zh: '原因', en: 'Reason' },
} as const
