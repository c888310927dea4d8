import type { Maturity, Pack } from './pack-schema.ts'

/** The district's own classing of communities by a pack. Numbers of scores from 0 to 1. */
export interface MaturityChoice {
  readonly method: Maturity['method']
  readonly scenarioFloor: number
  /** Best class first, as in the pack. */
  readonly classes: readonly {
    readonly id: string
    readonly atLeast: number
    readonly quota: number | null
  }[]
}

const SOURCE = {
  id: 'district-choice',
  title: { zh: '区专班设定', en: 'Set by the district task force' },
}

/** Why a choice does not fit a pack, and which field of it is at fault. */
export interface ChoiceObjection {
  readonly because: 'classes' | 'order' | 'last' | 'quota'
  readonly field: string
}

/** Everything about a choice that does not fit a pack; empty when it does. */
export function choiceObjections({ maturity }: Pack, { method, classes }: MaturityChoice): ChoiceObjection[] {
  const own = maturity.classes
  if (classes.length !== own.length || classes.some(({ id }, i) => id !== own[i]!.id))
    return [{ because: 'classes', field: 'classes' }]
  const last = classes.length - 1
  return classes.flatMap(({ atLeast, quota }, i): ChoiceObjection[] => [
    ...(i > 0 && atLeast >= classes[i - 1]!.atLeast
      ? [{ because: 'order' as const, field: `classes.${i}.atLeast` }]
      : i === last && atLeast !== 0
        ? [{ because: 'last' as const, field: `classes.${i}.atLeast` }]
        : []),
    ...(method === 'rank' && i < last && quota === null
      ? [{ because: 'quota' as const, field: `classes.${i}.quota` }]
      : []),
  ])
}

/** The figures of a pack's classes as a choice: those of the pack itself, unless `withChoice` has put others in. */
export const figuresOf = ({ maturity: { method, scenarioFloor, classes } }: Pack): MaturityChoice => ({
  method,
  scenarioFloor: scenarioFloor.value,
  classes: classes.map(({ id, atLeast, quota }) => ({
    id,
    atLeast: atLeast.value,
    quota: quota?.value ?? null,
  })),
})

/** The pack with the district's figures in place of its own; everything else, and its gates, as they are. */
export function withChoice(pack: Pack, { method, scenarioFloor, classes }: MaturityChoice): Pack {
  const figure = (value: number) => ({ value, source: SOURCE.id, grade: 'P' as const })
  return {
    ...pack,
    sources: [...pack.sources, SOURCE],
    maturity: {
      method,
      scenarioFloor: figure(scenarioFloor),
      classes: pack.maturity.classes.map(({ quota: _, ...own }, i) => {
        const { atLeast, quota } = classes[i]!
        return { ...own, atLeast: figure(atLeast), ...(quota !== null && { quota: figure(quota) }) }
      }),
    },
  }
}
