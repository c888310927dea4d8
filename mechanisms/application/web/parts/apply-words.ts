/** Words of the way from a subject to its application. */
export const applyWords = {
  column: { zh: '申报', en: 'Application' },
  start: { zh: '发起申报', en: 'Apply' },
  startTitle: { zh: '发起申报', en: 'Open an application' },
  startWhy: {
    zh: (what: string) => `“${what}”将按所选流程的现行版本办理。`,
    en: (what: string) => `“${what}” goes through the version of the procedure that is in force.`,
  },
  procedure: { zh: '流程', en: 'Procedure' },
} as const
