/**
 * An official document (公文) as content: a title, who it is about, numbered sections of rows, who signs. Written as PDF
 * (`official-pdf.ts`) and for Word (`official-docx.ts`), both by the layout of GB/T 9704-2012.
 */
export interface OfficialDocument {
  readonly title: string
  /** Below the title, one line each. */
  readonly under: readonly string[]
  readonly sections: readonly OfficialSection[]
  /** Who signs, and the day as it is written out. */
  readonly signed: { readonly body: string; readonly day: string }
  /** Said at the foot of every page. */
  readonly foot: string
  /** Moment it is of; the same content of the same moment is written to the same bytes as PDF. */
  readonly at: Date
}

export interface OfficialSection {
  readonly heading: string
  /** Names of the columns. */
  readonly columns: readonly [string, string, string]
  readonly rows: readonly (readonly [string, string, string])[]
}

/** GB/T 9704-2012: margins of the page, in millimetres. */
export const MARGINS = { top: 37, bottom: 35, left: 28, right: 26 } as const
/** Sizes in points: 二号 for the title, 三号 for headings, 五号 for tables. */
export const SIZES = { title: 22, heading: 16, under: 12, cell: 10.5, foot: 9 } as const
/** Widths of the three columns, as shares of the text. */
export const COLUMNS = [0.26, 0.46, 0.28] as const

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
/** 一、二、… 十、十一 … as sections are numbered, up to 99. */
export function chineseOrdinal(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  if (tens === 0) return DIGITS[ones]!
  return `${tens === 1 ? '' : DIGITS[tens]}十${DIGITS[ones]}`
}
