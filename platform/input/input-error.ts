import type { Sentence } from '#core/language/language.ts'
import { type InputCode, type InputValues, inputErrors } from './input-errors.ts'

/** Where in a file something was found; only what is known is given. Rows, lines and columns count from 1, bytes from 0. */
export interface InputPlace {
  readonly file: string
  /** Which file inside the file, of a zip or workbook. */
  readonly part?: string
  readonly sheet?: string
  readonly row?: number
  readonly line?: number
  readonly byte?: number
  readonly element?: string
  readonly field?: string
}

/** What is wrong with an imported file, as plain data: fit for problem details, a rejected row or a log line. */
export interface InputProblem extends InputPlace {
  readonly code: InputCode
  readonly reason: Sentence
}

/**
 * Thrown when an imported file cannot be used: says which file, where, which field, and why in both languages.
 * The codes and their sentences are in `input-errors.ts`.
 */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly code: InputCode
  readonly place: InputPlace
  readonly reason: Sentence

  constructor(code: InputCode, place: InputPlace, values: InputValues = {}, options?: ErrorOptions) {
    const reason = reasonOf(code, values)
    super(`${describePlace(place, 'en')}: ${reason.en}`, options)
    this.code = code
    this.place = place
    this.reason = reason
  }

  get file(): string {
    return this.place.file
  }

  get row(): number | undefined {
    return this.place.row
  }

  get field(): string | undefined {
    return this.place.field
  }

  /** The error as plain data. */
  toProblem(): InputProblem {
    return { code: this.code, ...this.place, reason: this.reason }
  }

  /** The whole message with its place, in one language. */
  describe(language: keyof Sentence): string {
    const colon = language === 'zh' ? '：' : ': '
    return describePlace(this.place, language) + colon + this.reason[language]
  }
}

/** The sentence of `code` with its `{slots}` filled. */
export function reasonOf(code: InputCode, values: InputValues = {}): Sentence {
  const { zh, en } = inputErrors[code]
  return { zh: fill(zh, values, 'zh'), en: fill(en, values, 'en') }
}

const fill = (template: string, values: InputValues, language: keyof Sentence) =>
  template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = values[slot] ?? '?'
    return shorten(String(typeof value === 'object' ? value[language] : value))
  })

/** A quoted value never makes a message unreadable, however long the cell it came from. */
const shorten = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

const parts = [
  ['part', '#', '#'],
  ['sheet', '工作表“#”', 'sheet "#"'],
  ['row', '第 # 行', 'row #'],
  ['line', '第 # 行', 'line #'],
  ['byte', '第 # 字节', 'byte #'],
  ['element', '#', '#'],
  ['field', '字段“#”', 'field "#"'],
] as const

function describePlace(place: InputPlace, language: keyof Sentence): string {
  const named = parts
    .filter(([key]) => place[key] !== undefined)
    .map(([key, zh, en]) => (language === 'zh' ? zh : en).replace('#', () => String(place[key])))
  return [place.file, ...named].join(language === 'zh' ? '，' : ', ')
}
