/** Words for the means by which a facility gets to its place, and for what that costs. */
export const meansWords = {
  // Sharing
  share: { zh: '错时开放', en: 'Open to the public off-hours' },
  shareAs: { zh: (kind: string) => `作为${kind}开放`, en: (kind: string) => `Open as: ${kind}` },
  sharedAlready: { zh: '本方案已开放', en: 'Opened in this scheme' },
  // Moving into a room
  moveIn: { zh: '迁入存量用房', en: 'Move into a vacant room' },
  putIn: { zh: '落到存量用房', en: 'Put into a vacant room' },
  findRoom: { zh: '按名称、社区或类别查找', en: 'Find by name, community or kind' },
  nearestFirst: {
    zh: (shown: string, all: string) => `由近到远，显示 ${shown} / ${all} 处；距离为直线距离。`,
    en: (shown: string, all: string) =>
      `Nearest first, ${shown} of ${all} places; distances as the crow flies.`,
  },
  noRoom: { zh: '没有符合的候选点', en: 'No such place' },
  noRoomWhy: { zh: '换个名称再试，或先导入候选点。', en: 'Try another name, or import candidates first.' },
  openRegister: { zh: '打开候选点登记册', en: 'Open the register of candidates' },
  taken: { zh: '本方案已占用', en: 'Taken in this scheme' },
  here: { zh: '当前所在', en: 'It is here' },
  choose: { zh: (name: string) => `选择${name}`, en: (name: string) => `Choose ${name}` },
  areaUnknown: { zh: '面积未知', en: 'area not known' },
  moreRooms: { zh: '再显示一些', en: 'Show more' },
  // Costs
  at: { zh: (host: string) => `在${host}`, en: (host: string) => `at ${host}` },
  openGround: { zh: '空地', en: 'open ground' },
  hostGone: { zh: '所用场所已不在登记册中', en: 'Its place is no longer in the register' },
  wan: { zh: (wan: string) => `${wan} 万元`, en: (wan: string) => `${wan} × 10,000 yuan` },
  aboutWan: { zh: (wan: string) => `约 ${wan} 万元`, en: (wan: string) => `about ${wan} × 10,000 yuan` },
  costUnknown: { zh: '费用未知', en: 'cost not known' },
  unknownFor: {
    zh: (why: string) => `费用未知（${why}）`,
    en: (why: string) => `cost not known: ${why}`,
  },
  why: {
    zh: {
      area: '缺少面积',
      'host-gone': '所用场所已不在登记册中',
      'intervention-gone': '目录中没有这种干预方式',
      'not-in-catalogue': '目录中没有这种改动的费用',
    },
    en: {
      area: 'its area is not recorded',
      'host-gone': 'its place is no longer in the register',
      'intervention-gone': 'the catalogue has no such intervention',
      'not-in-catalogue': 'the catalogue has no cost for it',
    },
  },
  total: { zh: '费用合计', en: 'Costs in all' },
  unknownCount: {
    zh: (n: string) => `另有 ${n} 项费用未知`,
    en: (n: string) => `and ${n} not known`,
  },
} as const
