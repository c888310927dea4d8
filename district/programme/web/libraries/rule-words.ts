import type { ShownFinding } from '#district/programme/contract/library-rounds.ts'

const sentence = (zh: string, en: string) => ({ zh, en })

/** What is missing, where a condition decides nothing. */
const REASONS: Readonly<Record<ShownFinding['reason'], { zh: string; en: string }>> = {
  measured: sentence('', ''),
  uncertain: sentence('缺少证据，得分区间跨过门槛', 'evidence is missing: the range spans the threshold'),
  noRun: sentence('没有诊断结果', 'not diagnosed'),
  noIndicator: sentence('该指标没有结果', 'no result of that indicator'),
  noFact: sentence('没有填报', 'nothing reported'),
  noValue: sentence('没有记录', 'nothing recorded'),
  noReport: sentence('到期里程碑无人填报', 'a milestone that is due has no report'),
}

export const ruleWords = {
  ...REASONS,
  views: sentence('视图', 'View'),
  now: sentence('当前', 'Now'),
  rules: sentence('准入退出规则', 'Rules'),
  rounds: sentence('季度滚动', 'Quarterly rolling'),
  inForce: {
    zh: (version: string) => `现行规则第 ${version} 版`,
    en: (version: string) => `Rules in force: version ${version}`,
  },
  inForceWhy: sentence(
    '同一条规则的各项条件都满足才提出建议；缺证据的算“未知”，不算不满足。',
    'A move is proposed where every condition is met. Missing evidence is unknown, and never counts as not met.',
  ),
  productDefault: sentence('产品默认', 'Product default'),
  decidedBy: {
    zh: (source: string) => `区专班 ${source} 版`,
    en: (source: string) => `Task force, ${source}`,
  },
  atLeast: sentence('不低于', 'at least'),
  below: sentence('低于', 'below'),
  share: sentence('分（满分 100）', 'of 100'),
  count: sentence('个', ''),
  days: sentence('天', 'days'),
  stage: { zh: '（阶段序号）', en: '(number of the stage)' },
  oneOf: { zh: (values: string) => `为 ${values} 之一`, en: (values: string) => `is one of ${values}` },
  noticeDays: sentence('告知期（工作日）', 'Notice, working days'),
  replyDays: sentence('答复期（工作日）', 'Reply, working days'),
  back: sentence('恢复现行值', 'Back to those in force'),
  publish: sentence('发布新版', 'Publish'),
  publishTitle: {
    zh: (version: string) => `发布第 ${version} 版规则？`,
    en: (version: string) => `Publish version ${version} of the rules?`,
  },
  publishWhy: {
    zh: (gain: string, lose: string) =>
      `按新规则，${gain} 项建议将出现，${lose} 项将消失。已作出的决定不变。`,
    en: (gain: string, lose: string) =>
      `By it ${gain} proposals would appear and ${lose} would go. What was decided stays.`,
  },
  note: sentence('修订理由', 'Why'),
  trial: sentence('试算：谁会变', 'Dry run: who would flip'),
  trialWhy: {
    zh: (day: string, n: string) => `按 ${day} 已知数据对全部项目试算，共 ${n} 项判断；不保存。`,
    en: (day: string, n: string) =>
      `Every project by what is known on ${day}: ${n} judgements. Nothing is kept.`,
  },
  gains: { zh: (n: string) => `将满足 ${n}`, en: (n: string) => `Would be met: ${n}` },
  loses: { zh: (n: string) => `将不再满足 ${n}`, en: (n: string) => `Would no longer be met: ${n}` },
  stays: { zh: (n: string) => `仍满足 ${n}`, en: (n: string) => `Still met: ${n}` },
  unknowns: { zh: (n: string) => `未知 ${n}`, en: (n: string) => `Unknown: ${n}` },
  nobody: sentence('没有', 'None'),
  noEdit: sentence('尚未改动；修改上面的数字即可试算。', 'Nothing is changed yet: edit a number above.'),
  reasons: sentence('理由与依据', 'Reasons and inputs'),
  met: sentence('满足', 'met'),
  notMet: sentence('不满足', 'not met'),
  unknown: sentence('未知', 'unknown'),
  is: { zh: (value: string) => `实际 ${value}`, en: (value: string) => `measured ${value}` },
  threshold: { zh: (value: string) => `门槛 ${value}`, en: (value: string) => `threshold ${value}` },
  openFact: sentence('查看证据', 'Evidence'),
  openRun: sentence('查看诊断', 'Diagnosis'),
  openProject: sentence('查看里程碑', 'Milestones'),
  demo: sentence('演示数据', 'demo data'),
  versions: sentence('历次版本', 'Versions'),
  version: { zh: (n: string) => `第 ${n} 版`, en: (n: string) => `Version ${n}` },
  ofPack: sentence('随规则包', 'comes with the pack'),
} as const

export const roundWords = {
  open: sentence('生成本季度建议', 'Propose this quarter’s moves'),
  openTitle: { zh: (q: string) => `生成 ${q} 滚动建议？`, en: (q: string) => `Open the round ${q}?` },
  openWhy: sentence(
    '按现行规则和今天已知的数据提出建议，一季度一次；证据未知的不提。',
    'Moves are proposed by the rules in force and what is known today, once a quarter; what is unknown is not.',
  ),
  none: sentence('还没有季度滚动', 'No round yet'),
  noneWhy: sentence('由区专班每季度生成一次。', 'The task force opens one a quarter.'),
  round: {
    zh: (q: string, day: string, v: string) => `${q} 滚动建议 · ${day} · 规则第 ${v} 版`,
    en: (q: string, day: string, v: string) => `Round ${q} · ${day} · rules version ${v}`,
  },
  noMoves: sentence('本轮没有建议，或不在您的管辖范围', 'No moves proposed, or none in your area'),
  project: sentence('项目', 'Project'),
  move: sentence('建议', 'Proposed'),
  why: sentence('理由', 'Reasons'),
  state: sentence('办理', 'Answer'),
  open_: sentence('待办', 'open'),
  confirmed: sentence('已确认', 'confirmed'),
  leftOut: sentence('未采纳', 'left out'),
  all: sentence('全选待办', 'Tick all open'),
  noneTicked: sentence('全不选', 'Untick all'),
  search: sentence('筛选建议', 'Filter proposals'),
  tick: { zh: (name: string) => `选择 ${name}`, en: (name: string) => `Choose ${name}` },
  confirm: { zh: (n: string) => `确认所选 ${n} 项`, en: (n: string) => `Confirm ${n} chosen` },
  confirmTitle: sentence('确认所选建议？', 'Confirm the chosen moves?'),
  confirmWhy: {
    zh: (moves: string, exits: string) => `${moves} 项即时入库；${exits} 项退出先发告知，期满再决定。`,
    en: (moves: string, exits: string) =>
      `${moves} move at once; to ${exits} notice of exit is given first, and decided later.`,
  },
  leave: sentence('不采纳所选', 'Leave out'),
  leaveTitle: sentence('不采纳所选建议？', 'Leave the chosen out?'),
  leaveWhy: sentence('项目留在原库，理由会记入台账。', 'They stay where they are; the reason is kept.'),
  reason: sentence('理由', 'Reason'),
  notices: sentence('退出告知', 'Notices of exit'),
  noNotices: sentence('没有退出告知', 'No notice of exit'),
  noticed: {
    zh: (on: string, until: string, from: string) => `${on} 告知；答复截至 ${until}；${from} 起可决定`,
    en: (on: string, until: string, from: string) =>
      `told on ${on}; reply until ${until}; decided from ${from}`,
  },
  left: { zh: (n: string) => `答复期剩 ${n} 个工作日`, en: (n: string) => `${n} working days left to reply` },
  lastDay: sentence('今天是答复的最后一天', 'today is the last day to reply'),
  over: sentence('答复期已过', 'the days for a reply are over'),
  unconfirmed: sentence(
    '节假日安排尚未公布，日期为推算',
    'holidays are not announced yet: days are estimated',
  ),
  replied: { zh: (day: string) => `${day} 镇街答复`, en: (day: string) => `The town replied on ${day}` },
  noReply: sentence('镇街尚未答复', 'No reply of the town'),
  reply: sentence('书面答复', 'Reply'),
  replyTitle: { zh: (name: string) => `答复 ${name} 的退出告知`, en: (name: string) => `Reply for ${name}` },
  replyWhy: sentence('只能答复一次，区专班据此决定。', 'Once only; the task force decides with it.'),
  replyText: sentence('答复内容', 'Reply'),
  exits: sentence('决定退出', 'Decide: exits'),
  stays: sentence('决定留库', 'Decide: stays'),
  decideWhy: sentence('决定记入台账，不可更改。', 'The decision is kept and cannot be changed.'),
  hasExited: { zh: (day: string) => `${day} 决定退出`, en: (day: string) => `Exited by decision of ${day}` },
  hasStayed: { zh: (day: string) => `${day} 决定留库`, en: (day: string) => `Stays by decision of ${day}` },
} as const
