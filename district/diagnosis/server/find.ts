import { refuse } from '../contract.ts'
import type { Run, Runs } from '../runs.ts'

/** Packs that measure the district unless another is asked for, by settlement. */
export const OWN_PACKS = { urban: 'zhejiang-33', rural: 'rural-nine' } as const

/** By which pack, and as of which day. */
export interface Asked {
  readonly pack?: string
  /** ISO day; today unless given. */
  readonly asOf?: string
}

/** Runs and communities by the names that a request gives them. */
export interface Finder {
  /** @throws DomainError PACK_UNKNOWN */
  readonly checkPack: (pack: string) => void
  /** @throws DomainError PACK_UNKNOWN, DIAGNOSIS_WITHOUT_STREETS, AS_OF_FUTURE */
  readonly runOf: (pack: string, asOf?: string) => Promise<Run>
  /** A community's number in the run of the pack asked for, or of the one made for it. @throws DomainError COMMUNITY_UNKNOWN */
  readonly communityIn: (communityId: string, asked?: Asked) => Promise<{ run: Run; c: number }>
}

export function finderIn(runs: Runs): Finder {
  const checkPack = (pack: string) => {
    if (!runs.names.includes(pack)) throw refuse('PACK_UNKNOWN', { pack })
  }
  const runOf = async (pack: string, asOf = runs.today()): Promise<Run> => {
    checkPack(pack)
    const today = runs.today()
    if (asOf > today) throw refuse('AS_OF_FUTURE', { asOf })
    const run = await (asOf === today ? runs.current(pack) : runs.asOf(pack, asOf))
    if (!run) throw refuse('DIAGNOSIS_WITHOUT_STREETS')
    return run
  }
  const communityIn = async (communityId: string, { pack, asOf }: Asked = {}) => {
    const urban = await runOf(pack ?? OWN_PACKS.urban, asOf)
    const c = urban.gathered.communities.findIndex(({ areaId }) => areaId === communityId)
    if (c === -1) throw refuse('COMMUNITY_UNKNOWN', { communityId })
    const isVillage = urban.gathered.communities[c]!.settlement === 'rural'
    return { run: !pack && isVillage ? await runOf(OWN_PACKS.rural, asOf) : urban, c }
  }
  return { checkPack, runOf, communityIn }
}
