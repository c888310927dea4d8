import { refuse } from '../contract.ts'
import type { Run, Runs } from '../runs.ts'

/** Packs that measure the district unless another is asked for, by settlement. */
export const OWN_PACKS = { urban: 'zhejiang-33', rural: 'rural-nine' } as const

/** Runs and communities by the names that a request gives them. */
export interface Finder {
  /** @throws DomainError PACK_UNKNOWN */
  readonly checkPack: (pack: string) => void
  /** @throws DomainError PACK_UNKNOWN, DIAGNOSIS_WITHOUT_STREETS */
  readonly runOf: (pack: string) => Promise<Run>
  /** A community's number in the run of `pack`, or of the pack that is made for it. @throws DomainError COMMUNITY_UNKNOWN */
  readonly communityIn: (communityId: string, pack?: string) => Promise<{ run: Run; c: number }>
}

export function finderIn(runs: Runs): Finder {
  const checkPack = (pack: string) => {
    if (!runs.names.includes(pack)) throw refuse('PACK_UNKNOWN', { pack })
  }
  const runOf = async (pack: string): Promise<Run> => {
    checkPack(pack)
    const run = await runs.current(pack)
    if (!run) throw refuse('DIAGNOSIS_WITHOUT_STREETS')
    return run
  }
  const communityIn = async (communityId: string, pack?: string) => {
    const urban = await runOf(pack ?? OWN_PACKS.urban)
    const c = urban.gathered.communities.findIndex(({ areaId }) => areaId === communityId)
    if (c === -1) throw refuse('COMMUNITY_UNKNOWN', { communityId })
    const isVillage = urban.gathered.communities[c]!.settlement === 'rural'
    return { run: !pack && isVillage ? await runOf(OWN_PACKS.rural) : urban, c }
  }
  return { checkPack, runOf, communityIn }
}
