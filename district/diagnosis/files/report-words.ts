export type Language = 'zh' | 'en'

export const CLASS_NAMES = {
  mature: { zh: '成熟型', en: 'Mature' },
  'near-mature': { zh: '基本成熟型', en: 'Nearly mature' },
  'to-be-created': { zh: '创造条件成熟型', en: 'To be created' },
  undetermined: { zh: '待定(佐证不足)', en: 'Undetermined (evidence missing)' },
} as const

export const WORDS = {
  zh: {
    title: '九景 · 社区场景诊断报告',
    communities: (n: number) => `${n} 个社区`,
    people: (n: number) => `${n.toLocaleString('en')} 人`,
    speed: (n: number) => `步行 ${n} 米/分钟`,
    map: '各社区成熟度',
    missingMost: '最缺什么',
    byCommunity: '各社区',
    indicator: '指标',
    affected: '影响人数',
    notMet: '未达标社区',
    unknown: '待证社区',
    community: '社区',
    class: '类型',
    score: '得分区间',
    completeness: '完整度',
    residents: '人口',
    gaps: '短板清单',
    noGaps: '没有确定的短板。',
    severity: '差距',
    cost: '成本',
    nearest: '最近的现有设施',
    indicators: '指标',
    scenario: '场景',
    state: '结论',
    met: '达标',
    missed: '未达标',
    open: '待证',
  },
  en: {
    title: 'Jiujing · diagnosis of the scenarios',
    communities: (n: number) => `${n} communities`,
    people: (n: number) => `${n.toLocaleString('en')} residents`,
    speed: (n: number) => `walking ${n} m/min`,
    map: 'Maturity of the communities',
    missingMost: 'What is missing most',
    byCommunity: 'Communities',
    indicator: 'Indicator',
    affected: 'Residents affected',
    notMet: 'Not met in',
    unknown: 'Open in',
    community: 'Community',
    class: 'Class',
    score: 'Score range',
    completeness: 'Completeness',
    residents: 'Residents',
    gaps: 'Gaps',
    noGaps: 'No certain gap.',
    severity: 'Short by',
    cost: 'Cost',
    nearest: 'Nearest existing facility',
    indicators: 'Indicators',
    scenario: 'Scenario',
    state: 'Result',
    met: 'met',
    missed: 'not met',
    open: 'open',
  },
} as const

/** Colours that the common kinds of colour blindness tell apart; undetermined is hatched as well. */
export const CSS = `:root{--ink:#1f2933;--line:#d5dce2;--mature:#1b7f5c;--near-mature:#d9a441;--to-be-created:#b5533c;--undetermined:#8a97a3}
body{margin:0;color:var(--ink);font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;background:#fff}
main{max-width:70rem;margin:0 auto;padding:1.5rem}h1{font-size:1.6rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2rem 0 .6rem}h3{font-size:1rem;margin:1rem 0 .4rem}
.note{color:#52606d;font-size:.9rem}.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);white-space:nowrap}td:nth-child(2),td:nth-child(3){white-space:normal}.n{text-align:right;font-variant-numeric:tabular-nums}
details{border-top:1px solid var(--line);padding:.5rem 0}summary{cursor:pointer;font-weight:600}.pair{display:grid;grid-template-columns:minmax(16rem,22rem) 1fr;gap:1.5rem}
@media(max-width:48rem){.pair{grid-template-columns:1fr}}svg{max-width:100%;height:auto}a{color:#0b5d57}
.legend{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;list-style:none;padding:0;margin:.6rem 0}.swatch{display:inline-block;width:.9em;height:.9em;margin-right:.4em;border-radius:2px;vertical-align:-.1em}
.mature{background:var(--mature);fill:var(--mature)}.near-mature{background:var(--near-mature);fill:var(--near-mature)}.to-be-created{background:var(--to-be-created);fill:var(--to-be-created)}
.undetermined{background:repeating-linear-gradient(45deg,#8a97a3 0 3px,#fff 3px 5px);fill:url(#hatch)}
@media print{details{break-inside:avoid}details:not([open])>*{display:block}}`
