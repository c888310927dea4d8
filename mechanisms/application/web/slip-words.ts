/** Words of the opinion slip. */
export const slipWords = {
  title: { zh: '审批单', en: ': opinion slip' },
  print: { zh: '打印', en: 'Print' },
  head: { zh: '申报情况', en: 'About the application' },
  opinions: { zh: '各步意见', en: 'Opinions by step' },
  subject: { zh: '申报对象', en: 'Applied for' },
  area: { zh: '所在镇街', en: 'Town or street' },
  opened: { zh: '发起', en: 'Opened' },
  version: { zh: '流程版本', en: 'Version' },
  status: { zh: '状态', en: 'Status' },
  changed: { zh: '最近办理', en: 'Last acted on' },
  step: { zh: '步骤', en: 'Step' },
  unit: { zh: '办理单位', en: 'Unit' },
  opinion: { zh: '意见', en: 'Opinion' },
  signed: { zh: '办理人', en: 'Signed' },
  date: { zh: '日期', en: 'Date' },
  foot: { zh: (id: string) => `编号 ${id}`, en: (id: string) => `No. ${id}` },
} as const
