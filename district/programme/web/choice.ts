/** What the address asks; all but `view` and `page` say which projects are meant. */
export const DEFAULTS = {
  ...{ asOf: '', demo: '', q: '', part: '', town: '', level: '', buildType: '', plannedClass: '' },
  ...{ settlement: '', list: '', quota: '', lacking: '', sort: 'part', page: '1', view: 'list' },
}
export type Choice = { readonly [K in keyof typeof DEFAULTS]: string }
export type Change = (patch: Partial<Choice>) => void
/** No condition on the projects; the day stays. */
export const NONE = Object.fromEntries(
  Object.entries(DEFAULTS).filter(([key]) => !['asOf', 'demo', 'view'].includes(key)),
) as Partial<Choice>
/** The same, for a link. */
export const NO_CONDITION = Object.fromEntries(Object.keys(NONE).map((key) => [key, undefined]))

/** The question that the list is asked; the page of another view is none of it. */
export function questionOf({ view, page, ...asked }: Choice): Readonly<Record<string, string>> {
  const question = view === 'list' ? { ...asked, page } : asked
  return Object.fromEntries(
    Object.entries(question).filter(([key, value]) => value && !(key === 'sort' && value === 'part')),
  )
}
