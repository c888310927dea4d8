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

/** Why a choice does not fit a pack; undefined when it does. */
export function choiceObjection(
  { maturity }: Pack,
  choice: MaturityChoice,
): 'classes' | 'order' | 'quota' | undefined {
  const { classes } = choice
  if (
    classes.length !== maturity.classes.length ||
    classes.some(({ id }, i) => id !== maturity.classes[i]!.id)
  )
    return 'classes'
  if (
    classes.some(({ atLeast }, i) => i > 0 && atLeast >= classes[i - 1]!.atLeast) ||
    classes.at(-1)!.atLeast !== 0
  )
    return 'order'
  if (choice.method === 'rank' && classes.slice(0, -1).some(({ quota }) => quota === null)) return 'quota'
  return undefined
}

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
