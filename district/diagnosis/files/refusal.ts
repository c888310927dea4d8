import type { Sentence } from '#core/language/language.ts'
import type { InputError, InputProblem } from '#platform/input/input-error.ts'

/** One fault in a file, in both languages. */
export type Fault = Pick<InputProblem, 'file' | 'row' | 'field' | 'reason'>

/**
 * Files that cannot be diagnosed although they can be read: rows that are wrong, or tables that do not fit together.
 * Nothing is computed from the rest either. A file that cannot be read is an `InputError`.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super(faults.map(({ file, reason }) => `${file}: ${reason.en}`).join('\n'))
    this.faults = faults
  }
}

/** A refusal of a file as a whole. */
export const refuse = (file: string, zh: string, en: string): Refusal =>
  new Refusal([{ file, reason: { zh, en } }])

const SHOWN_FAULTS = 20

/** What is wrong, in both languages: place and reason of the first faults, and how many more there are. */
export function faultLines(error: InputError | Refusal): string {
  if (!('faults' in error)) return `${error.describe('zh')}\n${error.describe('en')}`
  const { faults } = error
  const more = faults.length - SHOWN_FAULTS
  return [
    `${faults.length} 处错误，没有计算任何结果。  ${faults.length} faults; nothing was computed.`,
    ...faults.slice(0, SHOWN_FAULTS).map((fault) => `${said(fault, 'zh')}\n  ${said(fault, 'en')}`),
    ...(more > 0 ? [`… 另有 ${more} 处  ${more} more`] : []),
  ].join('\n')
}

function said({ file, row, field, reason }: Fault, language: keyof Sentence): string {
  const [of, colon] = language === 'zh' ? [`第 ${row} 行`, '：'] : [`row ${row}`, ': ']
  const place = [file, ...(row === undefined ? [] : [of]), ...(field === undefined ? [] : [field])]
  return place.join(language === 'zh' ? '，' : ', ') + colon + reason[language]
}
