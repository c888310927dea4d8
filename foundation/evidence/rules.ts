import type { Sentence } from '#core/language/language.ts'
import { dayOf, isoOf } from '#core/schedule/day.ts'
import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import dictionary from '#packs/facts/terms.json' with { type: 'json' }

export const SUBJECT_KINDS = ['area', 'community', 'project', 'building', 'facility'] as const
export type SubjectKind = (typeof SUBJECT_KINDS)[number]

export const VALUE_TYPES = ['number', 'text', 'date', 'choice', 'document', 'geometry', 'table'] as const
export type ValueType = (typeof VALUE_TYPES)[number]

/** How far a statement can be relied on, best first: official, news, open data, memory high to low, product default. */
export const GRADES = ['O', 'N', 'D', 'M-h', 'M-m', 'M-l', 'P'] as const
export type Grade = (typeof GRADES)[number]

/** What became of a fact: nobody has confirmed it, somebody has, or it was withdrawn. */
export const FACT_STATES = ['unconfirmed', 'confirmed', 'withdrawn'] as const
export type FactState = (typeof FACT_STATES)[number]

/** What of a fact decides who may do what with it. */
export interface Judged {
  readonly enteredBy: string | null
  readonly confirmedAt: unknown
  readonly withdrawnAt: unknown
}

export const stateOf = ({ confirmedAt, withdrawnAt }: Judged): FactState =>
  withdrawnAt !== null ? 'withdrawn' : confirmedAt !== null ? 'confirmed' : 'unconfirmed'

/** Why `accountId` may not confirm or withdraw a fact, as a code of contract.ts; `undefined` where they may. */
export function judgementRefusal(action: 'confirm' | 'withdraw', fact: Judged, accountId: string | null) {
  if (fact.withdrawnAt !== null) return 'FACT_WITHDRAWN'
  if (action === 'withdraw') return undefined
  if (fact.confirmedAt !== null) return 'FACT_CONFIRMED'
  return fact.enteredBy !== null && fact.enteredBy === accountId ? 'FACT_OWN' : undefined
}

/** One question of the data dictionary, as packs/facts has it. */
export interface Term {
  readonly id: string
  readonly name: Sentence
  readonly description: Sentence
  readonly type: ValueType
  /** Unit that numbers are kept in. */
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly { readonly id: string; readonly name: Sentence }[]
  /** What the rows of a table are, where it is a plain list of ids. */
  readonly of?: 'facility-kind'
  readonly subjects: readonly string[]
  /** Roles that may enter it. */
  readonly enter: readonly string[]
  /** How often it is due; what is due every day holds for the day it is about. */
  readonly every: string
  /** People state it with a document or not at all. */
  readonly proof?: boolean
  readonly origin: string
  readonly source: string
  readonly grade: string
}

/** Every term by id, in the order of the pack. */
export const terms: ReadonlyMap<string, Term> = new Map(
  (dictionary.terms as readonly Term[]).map((term) => [term.id, term]),
)
/** Names of the units that terms have. */
export const units: Readonly<Record<string, Sentence>> = dictionary.units
/** Names of the roles that enter facts. */
export const enteringRoles: Readonly<Record<string, Sentence>> = dictionary.roles

/** How often a term is due, and how many months a statement without an end holds. Source: packs/facts, `due`. */
const DUE: Readonly<Record<string, { name: Sentence; months: number | null; graceMonths: number | null }>> =
  dictionary.due.every
/** What `every` of a term says, in words. */
export const dueName = (every: string): Sentence => DUE[every]!.name

/**
 * The day from which a statement counts no longer because nobody renewed it: its period and the time of grace after its
 * first day. `null` where it has an end of its own, or is of a term that does not age.
 */
export function overdueFrom({ term, validFrom, validTo }: Period): string | null {
  const { months, graceMonths } = DUE[terms.get(term)?.every ?? 'once']!
  if (validTo !== null || months === null || graceMonths === null) return null
  const [year, month, day] = validFrom.split('-').map(Number)
  const first = new Date(Date.UTC(year!, month! - 1 + months + graceMonths, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day!, last))
  return first.toISOString().slice(0, 10)
}

/** The terms that age, by the months after which a statement without an end is overdue. */
export const aging = (): { readonly months: number; readonly terms: readonly string[] }[] =>
  Object.entries(DUE).flatMap(([every, { months, graceMonths }]) =>
    months === null || graceMonths === null
      ? []
      : {
          months: months + graceMonths,
          terms: [...terms.values()].filter((term) => term.every === every).map(({ id }) => id),
        },
  )

/** What of a fact says for how long it holds. */
interface Period {
  readonly term: string
  readonly validFrom: string
  readonly validTo: string | null
}

/** Whether a statement has gone without renewal for too long on `day`. */
export function isOverdue(fact: Period, day: string): boolean {
  const from = overdueFrom(fact)
  return from !== null && from <= day
}

/** First day of the month, quarter or year that `day` lies in; the day itself for what is reported once. */
export function periodStart(every: string, day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  if (every === 'year') return `${year}-01-01`
  if (every === 'quarter') return `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
  return every === 'month' ? `${day.slice(0, 7)}-01` : day
}

/** The ISO day it is in China. */
export const chinaToday = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

/** Says which kinds of facility were looked for in an area: only of those does a missing one not exist. */
export const SURVEY = 'facility_survey'

/** The system may enter every term: loaders, and services that fold their records into facts. */
export const SYSTEM_ROLE = 'system'

/** A value by its type; numbers in the unit of their term. */
export type Value =
  | { readonly type: 'number'; readonly value: number; readonly unit: string | null }
  | { readonly type: 'text' | 'date' | 'choice' | 'document'; readonly value: string }
  | { readonly type: 'geometry' | 'table'; readonly value: unknown }

/** What somebody wants to state, before any check. */
export interface Statement {
  readonly subjectKind: SubjectKind
  readonly subjectId: string
  readonly term: string
  /** number, text, ISO date, id of a choice, id of a document, GeoJSON geometry, or array of rows. */
  readonly value: unknown
  /** Of a number; the unit of the term unless given. */
  readonly unit?: string
  /** ISO days, half open: it holds on the first and no longer on the second. */
  readonly validFrom: string
  readonly validTo: string | null
  /** Proof, uploaded before. */
  readonly documentId?: string | null
}

/** Why a statement cannot be recorded. */
export interface Objection {
  readonly field:
    | 'subjectId'
    | 'term'
    | 'subjectKind'
    | 'value'
    | 'unit'
    | 'validFrom'
    | 'validTo'
    | 'documentId'
  readonly reason: Sentence
}

const object = (field: Objection['field'], zh: string, en: string): Objection => ({
  field,
  reason: { zh, en },
})

/** How many of the second unit one of the first is. */
const FACTORS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  permille: { '%': 0.1 },
  '%': { permille: 10 },
  ratio: { '%': 100, permille: 1000 },
  h: { min: 60 },
  s: { min: 1 / 60 },
  'times/month': { 'times/year': 12 },
  'times/quarter': { 'times/year': 4 },
  'times/year': { 'times/month': 1 / 12 },
}

/** `value` in another unit, to 15 digits; `undefined` where the one cannot be turned into the other. */
export function convertUnit(value: number, from: string, to: string): number | undefined {
  if (from === to) return value
  const factor = FACTORS[from]?.[to]
  return factor === undefined ? undefined : Number((value * factor).toPrecision(15))
}

/** The end of a statement: what is due every day ends with that day, anything else as it says. */
export const endOf = ({ term, validFrom, validTo }: Period): string | null =>
  terms.get(term)?.every === 'day' && isDay(validFrom) ? isoOf(dayOf(validFrom) + 1) : validTo

/**
 * The value of a statement as the dictionary wants it, or every objection to it. `role` null asks only whether the
 * statement is sound. `today` is the ISO day it is made on: of what is due every day, no day can be told before it comes.
 */
export function weigh(statement: Statement, role: string | null, today: string): Value | Objection[] {
  const term = terms.get(statement.term)
  if (!term)
    return [
      object('term', `数据字典中没有“${statement.term}”`, `the dictionary has no term "${statement.term}"`),
    ]
  const objections = [
    subjectObjection(term, statement),
    roleObjection(term, role),
    proofObjection(term, statement, role),
    ...periodObjections(statement),
    ...dayObjections(term, statement, today),
  ]
  const value = valueIn(term, statement)
  const all = [...objections, Array.isArray(value) ? value[0] : undefined].filter(
    (found) => found !== undefined,
  )
  return all.length > 0 ? all : (value as Value)
}

function subjectObjection(term: Term, { subjectKind }: Statement): Objection | undefined {
  if (term.subjects.includes(subjectKind)) return undefined
  const kinds = term.subjects.join(', ')
  return object(
    'subjectKind',
    `此项只能针对 ${kinds} 填报`,
    `this term is about ${kinds}, not ${subjectKind}`,
  )
}

/** Why `role` may not enter the term; `undefined` when it may. */
export function roleObjection(term: Term, role: string | null): Objection | undefined {
  if (role === null || role === SYSTEM_ROLE || term.enter.includes(role)) return undefined
  const named = (language: keyof Sentence) =>
    term.enter.map((id) => enteringRoles[id]?.[language] ?? id).join(', ')
  return object('term', `此项由${named('zh')}填报`, `this term is entered by: ${named('en')}`)
}

function proofObjection(term: Term, { documentId }: Statement, role: string | null): Objection | undefined {
  if (!term.proof || documentId || role === null || role === SYSTEM_ROLE) return undefined
  return object('documentId', '此项须附证明材料', 'this term is stated with a document only')
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
/** Whether the text is a day of the calendar as `2026-11-23`. */
export const isDay = (text: unknown): text is string => {
  if (typeof text !== 'string' || !DAY.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
}

function periodObjections({ validFrom, validTo }: Statement): Objection[] {
  const notADay = (field: 'validFrom' | 'validTo') =>
    object(field, '应为日期，如 2026-11-23', 'should be a day such as 2026-11-23')
  if (!isDay(validFrom)) return [notADay('validFrom')]
  if (validTo === null) return []
  if (!isDay(validTo)) return [notADay('validTo')]
  if (validTo > validFrom) return []
  return [object('validTo', '应晚于起始日期', 'should be after the first day')]
}

function dayObjections(
  { every }: Term,
  { validFrom, validTo, ...said }: Statement,
  today: string,
): Objection[] {
  if (every !== 'day' || !isDay(validFrom)) return []
  const end = endOf({ ...said, validFrom, validTo })
  return [
    ...(validTo === null || validTo === end
      ? []
      : [object('validTo', '此项逐日填报，一次一天', 'this term is stated day by day, one at a time')]),
    ...(validFrom <= today ? [] : [object('validFrom', '这一天还没有到', 'this day has not come yet')]),
  ]
}

function valueIn(term: Term, statement: Statement): Value | [Objection] {
  const { value } = statement
  if (term.of === 'facility-kind') return kindsOf(value)
  if (term.type === 'number') return numberOf(term, statement)
  if (term.type === 'choice') return choiceOf(term, value)
  if (term.type === 'geometry' || term.type === 'table') {
    const fits =
      term.type === 'table'
        ? Array.isArray(value)
        : typeof (value as { type?: unknown } | null)?.type === 'string'
    return fits ? { type: term.type, value } : [object('value', '格式不对', `should be a ${term.type}`)]
  }
  if (term.type === 'date' && !isDay(value))
    return [object('value', '应为日期，如 2026-11-23', 'should be a day such as 2026-11-23')]
  if (typeof value !== 'string' || value.trim() === '')
    return [object('value', '内容为空', 'the value is missing')]
  return { type: term.type, value: value.trim() }
}

function numberOf(term: Term, { value, unit }: Statement): Value | [Objection] {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return [object('value', '应为数字', 'should be a number')]
  const kept = term.unit === undefined || unit === undefined ? value : convertUnit(value, unit, term.unit)
  if (kept === undefined)
    return [
      object(
        'unit',
        `单位“${unit}”不能换算为“${term.unit}”`,
        `"${unit}" cannot be turned into "${term.unit}"`,
      ),
    ]
  const { min = -Infinity, max = Infinity } = term
  if (kept < min || kept > max) {
    const range = `${term.min ?? '−∞'} … ${term.max ?? '∞'} ${term.unit ?? ''}`.trim()
    return [object('value', `${kept} 超出范围 ${range}`, `${kept} is outside ${range}`)]
  }
  return { type: 'number', value: kept, unit: term.unit ?? null }
}

function choiceOf(term: Term, value: unknown): Value | [Objection] {
  const choices = term.choices ?? []
  const text = String(value).trim().toLowerCase()
  const found = choices.find(({ id, name }) =>
    [id, name.zh, name.en].some((word) => word.toLowerCase() === text),
  )
  if (found) return { type: 'choice', value: found.id }
  const names = (language: keyof Sentence) => choices.map(({ name }) => name[language]).join(' / ')
  return [object('value', `应为 ${names('zh')} 之一`, `should be one of ${names('en')}`)]
}

/** Kinds of facility by id or name, each once, in the order of their pack. */
function kindsOf(value: unknown): Value | [Objection] {
  if (!Array.isArray(value) || value.length === 0)
    return [object('value', '请至少选择一类设施', 'name at least one kind of facility')]
  const asked = new Set(value.map((kind) => String(kind).trim().toLowerCase()))
  const found = [...facilityKinds.values()].flatMap(({ id, name }) => {
    const words = [id, name.zh, name.en].map((word) => word.toLowerCase())
    if (!words.some((word) => asked.has(word))) return []
    for (const word of words) asked.delete(word)
    return [id]
  })
  const [unknown] = asked
  if (unknown === undefined) return { type: 'table', value: found }
  return [object('value', `没有设施类别“${unknown}”`, `there is no kind of facility "${unknown}"`)]
}
