import { listMilestones } from '#district/programme/contract/milestones.ts'
import { listQuotas } from '#district/programme/contract/quotas.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { useAsked } from './use-asked.ts'

/** Milestones and quotas on the day; `undefined` until they are known, and for those who may not see them. */
export function useStands() {
  const query = useAsked()
  const mayRead = useRight('diagnosis.read')
  const milestones = useReadKeeping(listMilestones, { query }, mayRead)
  const quotas = useReadKeeping(listQuotas, { query }, mayRead)
  return { mayRead, milestones: milestones.data, quotas: quotas.data }
}

/** What of them is red. */
export function useRed() {
  const { milestones, quotas } = useStands()
  if (!milestones || !quotas) return undefined
  return {
    milestones: milestones.rows.filter(({ isRed }) => isRed),
    quotas: quotas.rows.filter(({ isMissed }) => isMissed),
  }
}
