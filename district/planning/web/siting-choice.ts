import { useUrlState } from '#platform/ui/url-state.ts'
import type { Fairness, SitingCandidate, SitingQuestion } from '../rules/siting/question.ts'
import { FEN_PER_WAN } from '../rules/works/money.ts'

/** A question of the siting tool as the address holds it; numbers are texts, empty for none. */
const DEFAULTS = {
  gap: '',
  goal: 'cover',
  /** `nothing`: plan from nothing. */
  from: '',
  /** `any`: no limit. */
  sites: '5',
  budget: '', // 10,000 yuan
  capacity: '',
  walk: '', // m
  /** `every`: no town left out, but those of `aside`. */
  fair: '',
  aside: '',
  aim: '',
  aimUnit: 'people',
}
export type SitingChoice = { readonly [K in keyof typeof DEFAULTS]: string }

/** The terms that are not seen at first. */
const MORE = ['from', 'capacity', 'walk', 'fair', 'aim'] as const
export const hasMoreTerms = (choice: SitingChoice): boolean => MORE.some((key) => choice[key] !== '')

export const useSitingChoice = () => useUrlState(DEFAULTS)

/** The number that a text of the address stands for; null for none. */
export const numberIn = (text: string): number | null => {
  const value = Number(text)
  return text !== '' && Number.isFinite(value) && value >= 0 ? value : null
}

export const goalIn = ({ goal }: SitingChoice): SitingQuestion['goal'] => (goal === 'median' ? goal : 'cover')

/** The question in words of the engine. */
export function sitingQuestion(
  choice: SitingChoice,
  test: string,
  candidates: readonly SitingCandidate[],
  townOf: Fairness['townOf'],
): SitingQuestion {
  const goal = goalIn(choice)
  const [count, budget, aim] = [numberIn(choice.sites), numberIn(choice.budget), numberIn(choice.aim)]
  const [capacity, walk] = [numberIn(choice.capacity), numberIn(choice.walk)]
  return {
    ...{ test, candidates, goal, keepsExisting: choice.from !== 'nothing' },
    ...(count !== null && { count: Math.floor(count) }),
    ...(budget !== null && { budgetFen: Math.round(budget * FEN_PER_WAN) }),
    ...(choice.fair === 'every' && { fair: { townOf, except: choice.aside.split(',').filter(Boolean) } }),
    ...(goal === 'cover' && {
      ...(capacity !== null && { capacity: Math.floor(capacity) }),
      ...(walk !== null && { withinDm: Math.round(10 * walk) }),
      ...(aim !== null && {
        atLeast: choice.aimUnit === 'share' ? { share: Math.min(1, aim / 100) } : { people: Math.ceil(aim) },
      }),
    }),
  }
}
