import type { Sentence } from '#core/language/language.ts'
import { type Day, dayOf, isoOf, isWeekend } from './day.ts'

/** A working calendar as data, as packs/calendars has it: years by notice, then years by rule, without a gap. */
export interface CalendarPack {
  readonly festivals: Readonly<Record<string, Sentence>>
  readonly years: readonly {
    readonly year: number
    readonly notice: Document
    readonly holidays: readonly {
      readonly festival: string
      readonly first: string
      readonly last: string
      readonly makeUp?: readonly string[] // weekend days that are worked instead
    }[]
  }[]
  readonly rule: {
    readonly regulation: Document
    /** `first` as 05-01; left out where the festival moves and `years` has the date. */
    readonly holidays: readonly {
      readonly festival: string
      readonly days: number
      readonly first?: string
    }[]
    readonly years: readonly ({ readonly year: number } & Readonly<Record<string, string | number>>)[]
  }
}

/** The official text that a day off or a make-up working day comes from. */
export interface Document {
  readonly number: string
  readonly date: string
  readonly url: string
  readonly grade: string
}

/**
 * Why a day is no plain working day and no plain weekend.
 *   holiday     off by notice or regulation
 *   substitute  off on a working day, since the holiday itself fell on a day off
 *   make-up     a weekend day that is worked
 */
export interface SpecialDay {
  readonly kind: 'holiday' | 'substitute' | 'make-up'
  readonly festival: Sentence
  readonly document: Document
}

/** @throws RangeError naming what is wrong in the pack. */
export function specialDays(pack: CalendarPack): Map<Day, SpecialDay> {
  const special = new Map<Day, SpecialDay>()
  const mark = (day: Day, kind: SpecialDay['kind'], id: string, document: Document) => {
    const festival = pack.festivals[id]
    if (festival === undefined) throw new RangeError(`there is no festival ${id}`)
    if (special.has(day)) throw new RangeError(`${isoOf(day)} is named twice`)
    special.set(day, { kind, festival, document })
  }
  for (const { holidays, notice } of pack.years) {
    for (const { festival, first, last, makeUp = [] } of holidays) {
      if (first > last) throw new RangeError(`${festival} ends on ${last}, before it begins`)
      for (let day = dayOf(first); day <= dayOf(last); day++) mark(day, 'holiday', festival, notice)
      for (const iso of makeUp) {
        if (!isWeekend(dayOf(iso))) throw new RangeError(`${iso} is no weekend day to be worked`)
        mark(dayOf(iso), 'make-up', festival, notice)
      }
    }
  }
  for (const year of pack.rule.years) {
    for (const { festival, first, days } of holidaysByRule(pack.rule, year)) {
      let lost = 0
      for (let day = first; day < first + days; day++) {
        if (isWeekend(day) || special.has(day)) lost++
        if (!special.has(day)) mark(day, 'holiday', festival, pack.rule.regulation)
      }
      // A holiday on a day off is made good on a working day (article 6); which one, only the notice will say.
      for (let day = first + days; lost > 0; day++) {
        if (isWeekend(day) || special.has(day)) continue
        mark(day, 'substitute', festival, pack.rule.regulation)
        lost--
      }
    }
  }
  return special
}

/** In the order of the year: where two meet, the later one gets the substitute. */
function holidaysByRule(rule: CalendarPack['rule'], dates: CalendarPack['rule']['years'][number]) {
  return rule.holidays
    .map(({ festival, days, first }) => ({
      festival,
      days,
      first: dayOf(`${dates.year}-${first ?? dates[festival]}`),
    }))
    .sort((a, b) => a.first - b.first)
}
