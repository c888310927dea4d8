import type { TestResult } from '#district/diagnosis/contract.ts'
import type { Measure, Threshold } from '#district/diagnosis/rules/pack-schema.ts'
import { terms, units } from '#foundation/evidence/rules.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { type Both, type Language, useLanguage } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'

type Numbers = ReturnType<typeof useNumbers>

/** Sentences for what a test measures, in which unit, and what it asks for; the same on every page. */
export function useMeasureTexts() {
  const language = useLanguage()
  const n = useNumbers()
  return {
    measure: (measure: Measure) => measureText(measure, language),
    /** What was measured: one figure, a range while something is missing, or nothing. */
    value: (test: TestResult) => valueText(test, language, n),
    known: ({ value, choice, completeness }: TestResult) =>
      completeness > 0 && (choice !== null || value.some((end) => end !== null)),
    threshold: (threshold: Threshold, unit: string, term?: string) =>
      thresholdText(threshold, unit, term, language, n),
  }
}

const kindNames = (kinds: readonly string[], language: Language): string => {
  const names = kinds.slice(0, 3).map((id) => facilityKinds.get(id)?.name[language] ?? id)
  const more = kinds.length - names.length
  if (language === 'zh') return names.join('、') + (more > 0 ? `等 ${kinds.length} 类` : '')
  return names.join(', ').toLowerCase() + (more > 0 ? ` and ${more} more` : '')
}

const PER: Readonly<Record<string, Both>> = {
  community: { zh: '', en: '' },
  person: { zh: '人均', en: ' a head' },
  '1000-people': { zh: '每千人', en: ' per 1,000 people' },
  '100-households': { zh: '每百户', en: ' per 100 households' },
}
const WHAT: Readonly<Record<string, Both>> = {
  count: { zh: '数量', en: 'number' },
  capacity: { zh: '容量', en: 'capacity' },
  area: { zh: '面积', en: 'floor area' },
}

function agesText(ages: readonly string[] | undefined, language: Language): string {
  if (!ages?.length) return ''
  return language === 'zh' ? `（${ages.join('、')} 岁）` : ` (aged ${ages.join(', ')})`
}

function measureText(measure: Measure, language: Language): string {
  const zh = language === 'zh'
  if (measure.type === 'reported' || measure.type === 'operated')
    return terms.get(measure.term)?.name[language] ?? measure.term
  const kinds = kindNames(measure.kinds, language)
  if (measure.type === 'reach') {
    const within = distanceText(measure.within, language)
    const ages = agesText(measure.ages, language)
    const each = measure.match === 'each' && measure.kinds.length > 1
    return zh
      ? `步行 ${within}内可达${each ? '全部' : ''}${kinds}的居民${ages}`
      : `Residents${ages} within ${within} of ${each ? 'every one of ' : ''}${kinds}`
  }
  if (measure.type === 'walk')
    return zh
      ? `到最近${kinds}的平均步行时间${agesText(measure.ages, language)}`
      : `Mean walk to the nearest ${kinds}${agesText(measure.ages, language)}`
  if (measure.type === 'supply')
    return zh
      ? `${PER[measure.per]!.zh}${kinds}${WHAT[measure.what]!.zh}${agesText(measure.ages, language)}`
      : `${capital(WHAT[measure.what]!.en)} of ${kinds}${PER[measure.per]!.en}${agesText(measure.ages, language)}`
  const within = measure.within && distanceText(measure.within, language)
  if (zh) return within ? `步行 ${within}内的${kinds}` : `设有${kinds}`
  return within ? `${capital(kinds)} within ${within}` : `${capital(kinds)} in place`
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

const distanceText = ({ value, unit }: { value: number; unit: 'm' | 'min' }, language: Language): string =>
  language === 'zh' ? `${value} ${unit === 'm' ? '米' : '分钟'}` : `${value} ${unit}`

const UNITS: Readonly<Record<string, Both>> = {
  min: { zh: ' 分钟', en: ' min' },
  kinds: { zh: ' 类', en: ' of the kinds' },
  m2: { zh: ' m²', en: ' m²' },
  count: { zh: ' 处', en: '' },
  capacity: { zh: '', en: '' },
}

function numberText(value: number, unit: string, language: Language, n: Numbers): string {
  if (unit === 'share') return n.percent(value)
  const [what = '', per = ''] = unit.includes('/') && !(unit in units) ? unit.split('/') : [unit]
  const named = UNITS[what]?.[language] ?? (units[what] ? ` ${units[what][language]}` : ` ${what}`)
  const head = per && per !== 'community' ? PER[per]?.[language].trim() : ''
  const figure = `${n.value(value)}${named.trim() === '%' ? '%' : named}`
  return head ? (language === 'zh' ? `${head} ${figure}` : `${figure} ${head}`) : figure
}

function valueText(
  { value, choice, unit, measure, completeness }: TestResult,
  language: Language,
  n: Numbers,
): string {
  const none = language === 'zh' ? '无数据' : 'No data'
  if (completeness === 0) return none
  if (choice !== null) return choiceName(measure, choice, language)
  const [low, high] = value
  if (low == null && high == null) return none
  if (unit === 'choice' && low === high) return choiceWord(low === 1, language)
  if (unit === 'choice') return none
  if (low == null) return `≤ ${numberText(high!, unit, language, n)}`
  if (high == null) return `≥ ${numberText(low, unit, language, n)}`
  return low === high
    ? numberText(low, unit, language, n)
    : `${n.value(unit === 'share' ? low * 100 : low)}–${numberText(high, unit, language, n)}`
}

const choiceWord = (yes: boolean, language: Language): string =>
  language === 'zh' ? (yes ? '有' : '无') : yes ? 'Yes' : 'No'

function choiceName(measure: Measure, choice: string, language: Language): string {
  if (measure.type !== 'reported' && measure.type !== 'operated') return choice
  const choices = terms.get(measure.term)?.choices
  return choices?.find(({ id }) => id === choice)?.name[language] ?? choice
}

function thresholdText(
  threshold: Threshold,
  unit: string,
  term: string | undefined,
  language: Language,
  n: Numbers,
): string {
  if ('atLeast' in threshold) return `≥ ${numberText(threshold.atLeast, unit, language, n)}`
  if ('moreThan' in threshold) return `> ${numberText(threshold.moreThan, unit, language, n)}`
  if ('atMost' in threshold) return `≤ ${numberText(threshold.atMost, unit, language, n)}`
  if ('present' in threshold) return language === 'zh' ? '有记录' : 'on record'
  const choices = term ? terms.get(term)?.choices : undefined
  return threshold.oneOf
    .map((id) => choices?.find((choice) => choice.id === id)?.name[language] ?? id)
    .join(language === 'zh' ? '或' : ' or ')
}

/** The unit a test's figures are in, for pages that know the pack but no result; see `unit` in the contract. */
export function unitOfMeasure(measure: Measure): string {
  switch (measure.type) {
    case 'reach':
      return 'share'
    case 'walk':
      return 'min'
    case 'presence':
      return 'kinds'
    case 'supply':
      return `${measure.what === 'area' ? 'm2' : measure.what}/${measure.per}`
    default:
      return terms.get(measure.term)?.unit ?? 'choice'
  }
}
