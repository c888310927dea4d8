/** Words of who stands in for whom. */
export const deputyWords = {
  title: { zh: '代理', en: 'Standing in' },
  none: { zh: '没有人代理您，您也没有代理他人。', en: 'Nobody stands in for you, nor you for anybody.' },
  deputy: { zh: '代理人', en: 'Deputy' },
  standsInFor: { zh: '代理谁', en: 'Stands in for' },
  post: { zh: '岗位', en: 'Post' },
  from: { zh: '自', en: 'From' },
  until: { zh: '至（不含）', en: 'Until (not including)' },
  actions: { zh: '操作', en: 'Actions' },
  end: { zh: '结束', en: 'End' },
  endTitle: { zh: '结束这项代理？', en: 'End this?' },
  endWhy: { zh: '从今天起不再代理；已办理的不变。', en: 'They stand in no longer; what they decided stays.' },
  appoint: { zh: '指定代理人', en: 'Appoint a deputy' },
  appointWhy: {
    zh: '代理人以自己的名义替您办理申报，办理记录会写明代理。',
    en: 'A deputy acts on applications for you in their own name, and the record says so.',
  },
  loginName: { zh: '代理人的登录名', en: 'Name that the deputy signs in with' },
  fromOptional: { zh: '自（可选，默认今天）', en: 'From (optional; today)' },
  untilHint: { zh: '至（当天不再代理）', en: 'Until (first day on which they no longer do)' },
} as const
