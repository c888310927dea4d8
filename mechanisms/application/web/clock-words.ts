/** Words of the clock that counts the days of a subject; what the days are is said by the pack. */
export const clockWords = {
  ahead: { zh: '尚未到这一步', en: 'its step is still to come' },
  full: { zh: '已满，可以办结', en: 'Full: the step can be decided' },
  closed: { zh: '未满，还不能办结', en: 'Not full: the step cannot be decided yet' },
  report: { zh: (what: string) => `填报一个${what}`, en: (what: string) => `Report a ${what}` },
  first: { zh: (what: string) => `第一个${what}`, en: (what: string) => `First ${what}` },
  fullOn: {
    zh: (months: string) => `满 ${months} 个月`,
    en: (months: string) => `${months} months are full`,
  },
  isOver: { zh: '已满', en: 'over' },
  daysLeft: {
    zh: (days: string) => `还有 ${days} 天`,
    en: (days: string) => (days === '1' ? 'in 1 day' : `in ${days} days`),
  },
  average: { zh: (what: string) => `平均每周${what}`, en: () => 'Average a week' },
  tooSoon: { zh: '未满一周', en: 'not a week yet' },
  least: { zh: (least: string) => `至少 ${least} 个`, en: (least: string) => `at least ${least}` },
  byProduct: { zh: '产品默认值', en: 'product default' },
  longestGap: {
    zh: (what: string) => `最长间断（无${what}）`,
    en: (what: string) => `Longest gap without a ${what}`,
  },
  days: {
    zh: (days: string) => `${days} 天`,
    en: (days: string) => (days === '1' ? '1 day' : `${days} days`),
  },
  gap: {
    zh: (days: string, from: string, to: string) => (days === '1' ? from : `${from} 至 ${to}`),
    en: (days: string, from: string, to: string) => (days === '1' ? from : `${from} to ${to}`),
  },
  noGap: { zh: '没有', en: 'none' },
  earlier: {
    zh: (count: string) => `显示更早的 ${count} 个月`,
    en: (count: string) => (count === '1' ? 'Show the month before' : `Show ${count} earlier months`),
  },
  weekdays: {
    zh: ['一', '二', '三', '四', '五', '六', '日'],
    en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  },
  week: { zh: '每周', en: 'Week' },
  isDay: { zh: (what: string) => `${what}，点开看依据`, en: (what: string) => `${what}: opens to its rows` },
  isNone: { zh: (what: string) => `没有${what}`, en: (what: string) => `no ${what}` },
  isGap: { zh: '最长间断', en: 'longest gap' },
  isFull: {
    zh: (months: string) => `满 ${months} 个月的日子`,
    en: (months: string) => `${months} months are full`,
  },
  isFew: {
    zh: (least: string) => `这一周少于 ${least} 个`,
    en: (least: string) => `fewer than ${least} in the week`,
  },
  demo: { zh: '演示数据', en: 'demo data' },
  today: { zh: '今天', en: 'today' },
} as const
