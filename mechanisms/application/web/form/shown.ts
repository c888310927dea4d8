import type { FieldState, Filled } from '#mechanisms/application/rules/form.ts'

/** Which fields are shown. */
export type Only = 'all' | 'required' | FieldState

export const isShown = ({ field, state }: Filled, only: Only): boolean =>
  only === 'all' || (only === 'required' ? field.isRequired && state === 'missing' : state === only)
