export const words = {
  facts: { zh: '填报的事实', en: 'Reported facts' },
  term: { zh: '事项', en: 'Fact' },
  value: { zh: '数值', en: 'Value' },
  period: { zh: '所属期间', en: 'Period' },
  since: { zh: (day: string) => `${day} 起`, en: (day: string) => `since ${day}` },
  source: { zh: '来源文件', en: 'Document' },
  entered: { zh: '填报', en: 'Entered' },
  confirmed: { zh: '确认', en: 'Confirmed' },
  notConfirmed: { zh: '未确认', en: 'not confirmed' },
  system: { zh: '系统', en: 'system' },
  report: { zh: '去填报', en: 'Report it' },
  generated: { zh: '演示数据', en: 'demo data' },
} as const
