import type { Sentence } from '#core/language/language.ts'
import type { InputCode, InputValues } from '#platform/input/input-errors.ts'

/** Why a text is no value of the wanted type. */
export interface Refusal {
  readonly code: InputCode
  readonly values: InputValues
}

export interface Quantity {
  readonly value: number
  /** Id of the unit, as in `units`; absent if the text has none. */
  readonly unit?: string
}

interface Unit {
  readonly id: string
  /** Units of one dimension convert into each other. */
  readonly dimension: string
  /** How many of the dimension's first unit. */
  readonly factor: number
  /** After compatibility normalisation: ㎡ and m² are `m2`, ％ is `%`. */
  readonly names: readonly string[]
}

const unit = (id: string, dimension: string, factor: number, ...names: string[]): Unit => ({
  id,
  dimension,
  factor,
  names,
})

/** Units that tables of Chinese administrations use. 1 mu is 2000/3 m². */
export const units: readonly Unit[] = [
  unit('m2', 'area', 1, 'm2', '平方米', '平米', '平', 'sqm'),
  unit('10k_m2', 'area', 1e4, '万m2', '万平方米', '万平米', '万平', '万方'),
  unit('mu', 'area', 2000 / 3, '亩', 'mu'),
  unit('ha', 'area', 1e4, 'ha', '公顷'),
  unit('km2', 'area', 1e6, 'km2', '平方公里', '平方千米'),
  unit('m', 'length', 1, 'm', '米'),
  unit('km', 'length', 1000, 'km', '公里', '千米'),
  unit('persons', 'persons', 1, '人', '名', '位', 'persons', 'people'),
  unit('10k_persons', 'persons', 1e4, '万人'),
  unit('households', 'households', 1, '户', 'households'),
  unit('10k_households', 'households', 1e4, '万户'),
  unit(
    'pieces',
    'pieces',
    1,
    '个',
    '处',
    '座',
    '所',
    '家',
    '间',
    '张',
    '床',
    '席',
    '辆',
    '班',
    '栋',
    '幢',
    '套',
    '层',
    '册',
    '台',
  ),
  unit('10k_pieces', 'pieces', 1e4, '万个', '万册', '万套'),
  unit('percent', 'share', 1, '%'),
  unit('permille', 'share', 0.1, '‰'),
  unit('yuan', 'money', 1, '元', 'cny'),
  unit('10k_yuan', 'money', 1e4, '万元'),
  unit('100m_yuan', 'money', 1e8, '亿元'),
  unit('minutes', 'time', 1, 'min', '分钟', '分'),
  unit('hours', 'time', 60, 'h', '小时'),
  unit('years', 'years', 1, '年', '岁', 'years'),
]

const unitsByName = new Map(units.flatMap((found) => [found.id, ...found.names].map((name) => [name, found])))

/** The unit of that id or name, in any width and case. */
export const unitNamed = (name: string): Unit | undefined => unitsByName.get(normalise(name).toLowerCase())

/** Full-width letters and digits become plain ones, ² becomes 2, spaces of any kind go. */
const normalise = (text: string) => text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '')

// Digits in groups of three or none, so that a decimal comma ("12,5") is refused instead of read as 125.
const numberPattern = /^([+-]?(?:\d{1,3}(?:[,']\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d{1,3})?)(.*)$/i

/**
 * The number in a text as people type it: any width, separators of thousands, a unit behind it.
 *
 * @returns a refusal NOT_A_NUMBER or UNIT_UNKNOWN where it is none
 */
export function parseNumber(text: string): Quantity | Refusal {
  const plain = normalise(text).replace(/[−–]/g, '-')
  const [, digits = '', rest = ''] = numberPattern.exec(plain) ?? []
  const value = Number(digits.replace(/[,']/g, '') || Number.NaN)
  if (!Number.isFinite(value) || /^[\d.,]/.test(rest))
    return { code: 'NOT_A_NUMBER', values: { value: text } }
  if (rest === '') return { value }
  const found = unitNamed(rest)
  if (found) return { value, unit: found.id }
  const isWord = /^[\p{L}%‰/°²³\d]+$/u.test(rest)
  return isWord
    ? { code: 'UNIT_UNKNOWN', values: { value: rest } }
    : { code: 'NOT_A_NUMBER', values: { value: text } }
}

/** The number in another unit of the same dimension. @returns a refusal UNIT_WRONG if it has another dimension */
export function convertUnit(value: number, from: string, to: string): number | Refusal {
  if (from === to) return value
  const [source, target] = [unitNamed(from), unitNamed(to)]
  if (!source || source.dimension !== target?.dimension)
    return { code: 'UNIT_WRONG', values: { value: shownUnit(from), unit: shownUnit(to) } }
  return Number(((value * source.factor) / target.factor).toPrecision(15))
}

/** The name of a unit, in Chinese as tables write it, in English its id. */
export const shownUnit = (unit: string): Sentence => ({
  zh: unitNamed(unit)?.names.find((name) => /\p{Script=Han}|%/u.test(name)) ?? unit,
  en: unitNamed(unit)?.id ?? unit,
})
