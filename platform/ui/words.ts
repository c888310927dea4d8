/** Words of the shell and of parts that every page uses. */
export const words = {
  product: { zh: '九景', en: 'Jiujing' },
  home: { zh: '九景首页', en: 'Jiujing home' },
  navigation: { zh: '主导航', en: 'Main' },
  skip: { zh: '跳到主要内容', en: 'Skip to content' },
  switchLanguage: { zh: 'English', en: '中文' },
  demo: { zh: '演示数据', en: 'Demo data' },
  demoWhy: {
    zh: '街道、建筑、人口与设施由程序生成，不是真实数据；行政区名称与代码为真实。',
    en: 'Streets, buildings, people and facilities are generated, not real; names and codes of areas are real.',
  },
  loading: { zh: '正在载入', en: 'Loading' },
  cancel: { zh: '取消', en: 'Cancel' },
  failed: { zh: '没有成功', en: 'That did not work' },
  retry: { zh: '重试', en: 'Try again' },
  home2: { zh: '回到全区诊断', en: 'Back to the district' },
  noConnection: { zh: '连接不上服务器', en: 'The server cannot be reached' },
  noConnectionWhy: {
    zh: '服务器没有应答。请检查网络，或稍后再试。',
    en: 'The server did not answer. Check the connection, or try again shortly.',
  },
  broken: { zh: '页面出错了', en: 'Something on this page broke' },
  brokenWhy: {
    zh: '这是程序的错误，不是您的操作造成的。可以重试；若仍出错，请把下面的编号告诉管理员。',
    en: 'This is a fault of the program, not of what you did. Try again; if it stays, tell your administrator the code below.',
  },
  notFound: { zh: '没有这个页面', en: 'There is no such page' },
  notFoundWhy: {
    zh: '地址可能有误，或者内容已移走。',
    en: 'The address may be wrong, or what was here has moved.',
  },
  code: { zh: '编号', en: 'Code' },
  scoreRange: {
    zh: (low: string, high: string) => `得分在 ${low} 到 ${high} 之间（满分 100）`,
    en: (low: string, high: string) => `score between ${low} and ${high} of 100`,
  },
  scoreExact: { zh: (s: string) => `得分 ${s}（满分 100）`, en: (s: string) => `score ${s} of 100` },
  range: {
    zh: (from: string, to: string, all: string) => `第 ${from}–${to} 条，共 ${all} 条`,
    en: (from: string, to: string, all: string) => `${from}–${to} of ${all}`,
  },
  previous: { zh: '上一页', en: 'Previous page' },
  next: { zh: '下一页', en: 'Next page' },
  mapKeys: {
    zh: '方向键移动，加减键缩放。旁边的列表有同样的内容。',
    en: 'Arrow keys move, plus and minus zoom. The list beside it has the same content.',
  },
  legend: { zh: '图例', en: 'Legend' },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  tilt: { zh: '立体', en: 'Tilt' },
  fit: { zh: '全图', en: 'Whole area' },
  noWebGl: {
    zh: '这台设备的浏览器不能显示地图（缺少 WebGL2）。列表中有同样的内容。',
    en: 'This browser cannot draw the map (no WebGL2). The list has the same content.',
  },
} as const
