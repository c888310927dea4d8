/** A value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The one text that stands for `value`, whatever order its properties were written in: JSON without spaces, properties
 * ordered by UTF-16 code units, numbers as ECMAScript prints them. Source: RFC 8785.
 *
 * @throws RangeError if the value holds what JSON cannot carry: NaN, infinity, undefined, a lone surrogate, an object
 * of a class.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`
  if (isRecord(value)) {
    const names = Object.keys(value).sort()
    return `{${names.map((name) => `${scalar(name)}:${canonicalJson(value[name]!)}`).join(',')}}`
  }
  return scalar(value)
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return true
  throw new RangeError(`JSON cannot carry a ${prototype.constructor?.name ?? 'value of a class'}`)
}

function scalar(value: Json): string {
  const isCarried =
    value === null ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && value.isWellFormed())
  if (!isCarried) throw new RangeError(`JSON cannot carry ${typeof value} ${String(value)}`)
  return JSON.stringify(value)
}
