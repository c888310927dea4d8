import type { Language } from '#core/language/language.ts'

const VERSION = '0.9'
const URI = 'https://standard.open-contracting.org/infrastructure/0.9/en/'
const PUBLISHER = { zh: '九景未来社区平台', en: 'Jiujing, Future Communities platform' }

/**
 * Projects as a package of the Open Contracting for Infrastructure Data Standard 0.9. Under which license it may be used
 * is for its publisher to say: there is none in it.
 */
export const oc4idsPackage = (projects: readonly object[], language: Language, at: Date): object => ({
  ...{ uri: URI, version: VERSION, publishedDate: at.toISOString() },
  publisher: { name: PUBLISHER[language] },
  projects,
})

/** The id of a project there; the prefix is none of the registered ones. */
export const oc4idsId = (id: string): string => `jiujing-${id}`

/** An ISO day as the standard has it: midnight in China. */
export const moment = (day: string): string => `${day}T00:00:00+08:00`

/** A period from a day on, up to another where that is known. */
export const period = (from: string, to: string | null) => ({
  startDate: moment(from),
  ...(to !== null && { endDate: moment(to) }),
})
