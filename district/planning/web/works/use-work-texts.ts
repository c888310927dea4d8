import { facilityKinds } from '#foundation/place/rules/kinds.ts'
import { useAreas } from '#foundation/place/web/parts/use-areas.ts'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import type { WorkSummary } from '../../contract/works.ts'
import { interventions } from '../../rules/candidates.ts'
import { unitRoles } from '../../rules/works/kinds.ts'
import { FEN_PER_WAN } from '../../rules/works/money.ts'
import { words } from './words.ts'

/** What a works project says, in the language in use. */
export function useWorkTexts() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { byId } = useAreas()
  const wan = (fen: number) => n.value(fen / FEN_PER_WAN)
  return {
    /** Fen as 万元. */
    wan,
    /** What is known of its cost. */
    cost: ({ costFen, costUnknown }: Pick<WorkSummary, 'costFen' | 'costUnknown'>) =>
      costUnknown === 0 ? wan(costFen) : costFen === 0 ? w.unknown : w.atLeast(wan(costFen)),
    area: (areaId: string) => {
      const area = byId.get(areaId)
      return area ? name(area.name) : areaId
    },
    townOf: (communityId: string) => byId.get(communityId)?.parentId ?? undefined,
    kind: (id: string) => name(facilityKinds.get(id)?.name ?? { zh: id, en: id }),
    role: (id: string) => name(unitRoles.get(id)?.name ?? { zh: id, en: id }),
    unit: ({ unitRole, unit }: Pick<WorkSummary, 'unitRole' | 'unit'>) =>
      unit || name(unitRoles.get(unitRole)?.name ?? { zh: unitRole, en: unitRole }),
    intervention: (id: string | null) =>
      id === null ? w.closing : name(interventions.find((one) => one.id === id)?.name ?? { zh: id, en: id }),
    period: (from: string, to: string) => `${from.slice(0, 7)} – ${to.slice(0, 7)}`,
  }
}

/** Where a works project is shown. */
export const workPath = ({ communityId, workId }: { communityId: string; workId: string }) =>
  `/works/${communityId}/${workId}`
