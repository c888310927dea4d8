/** So many months have to pass after a step was decided. */
export interface Guard {
  readonly after: string
  readonly months: number
}

/** A guard as a procedure writes it: `months-since(completion-acceptance, 3)`; `undefined` for anything else. */
export function guardOf(text: string): Guard | undefined {
  const [, after, months] = text.match(/^months-since\(\s*([\w-]+)\s*,\s*([1-9]\d?)\s*\)$/) ?? []
  return after === undefined ? undefined : { after, months: Number(months) }
}
