/** Typed arrays that inputs are made of. */
const ARRAYS = { Float64Array, Int32Array, Uint16Array, Uint32Array } as const
export type NumberArray = InstanceType<(typeof ARRAYS)[keyof typeof ARRAYS]>

/** How the numbers of a typed array are written, under the name `key`. */
export interface ArrayForm<T> {
  readonly key: string
  readonly write: (array: NumberArray) => T
  readonly read: (written: T, Type: (typeof ARRAYS)[keyof typeof ARRAYS]) => NumberArray
}

/** The numbers themselves, for readers without Node. */
export const NUMBERS: ArrayForm<number[]> = {
  key: 'numbers',
  write: (array) => Array.from(array),
  read: (numbers, Type) => Type.from(numbers),
}

const byKey = (a: readonly [unknown, unknown], b: readonly [unknown, unknown]) =>
  String(a[0]) < String(b[0]) ? -1 : 1

/** JSON in which maps, sets and typed arrays are objects that name them; the same value always gives the same text. */
export const toTaggedJson = <T>(value: unknown, { key, write }: ArrayForm<T>): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map) return { map: [...part].sort(byKey) }
    if (part instanceof Set) return { set: [...part].sort() }
    if (ArrayBuffer.isView(part)) return { array: part.constructor.name, [key]: write(part as NumberArray) }
    return part
  })

/** What `toTaggedJson` wrote in the same form. */
export const fromTaggedJson = <T>(text: string, { key, read }: ArrayForm<T>): unknown =>
  JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part
    const tagged = part as Record<string, unknown>
    if (Object.hasOwn(tagged, key)) return read(tagged[key] as T, ARRAYS[tagged.array as keyof typeof ARRAYS])
    if (Object.hasOwn(tagged, 'map')) return new Map(tagged.map as [unknown, unknown][])
    if (Object.hasOwn(tagged, 'set')) return new Set(tagged.set as unknown[])
    return part
  })
