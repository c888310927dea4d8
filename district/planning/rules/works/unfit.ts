import type { Sentence } from '#core/language/language.ts'
import type { CostLine, FundingLine, WorkSite } from '../../contract/works.ts'
import { costCategories, fundingSources, unitRoles } from './kinds.ts'
import { costOfLines, moneyOfLines } from './money.ts'

/** What is wrong with a field of a works project. */
export interface WorkFault {
  readonly field: string
  readonly reason: Sentence
}

interface Content {
  readonly unitRole: string
  readonly plannedFrom: string
  readonly plannedTo: string
  readonly costs: readonly CostLine[]
  readonly funding: readonly FundingLine[]
  readonly sites: readonly WorkSite[]
}

const fault = (field: string, zh: string, en: string): WorkFault => ({ field, reason: { zh, en } })

/** Everything about a works project that does not hold together; empty if nothing. */
export function workFaults(work: Content): WorkFault[] {
  const { costs, funding, sites } = work
  const twice = sites.findIndex(
    (site, i) => sites.findIndex((one) => one.areaId === site.areaId && one.siteId === site.siteId) < i,
  )
  return [
    ...(unitRoles.has(work.unitRole) ? [] : [fault('unitRole', '没有这个角色', 'there is no such role')]),
    ...(work.plannedTo < work.plannedFrom
      ? [fault('plannedTo', '完工早于开工', 'it ends before it begins')]
      : []),
    ...costs.flatMap(({ category }, i) =>
      costCategories.has(category)
        ? []
        : [fault(`costs/${i}/category`, '没有这个费用类别', 'there is no such category of cost')],
    ),
    ...funding.flatMap(({ source }, i) =>
      fundingSources.has(source)
        ? []
        : [fault(`funding/${i}/source`, '没有这个资金来源', 'there is no such source of money')],
    ),
    ...moneyFaults(costs, funding),
    ...(twice === -1 ? [] : [fault(`sites/${twice}`, '同一个点列了两次', 'this site is named twice')]),
  ]
}

/** Money beyond the costs is a mistake of one of the two, unless some costs are not known yet. */
function moneyFaults(costs: readonly CostLine[], funding: readonly FundingLine[]): WorkFault[] {
  const cost = costOfLines(costs)
  const { funded, sought } = moneyOfLines(funding)
  if (cost.unknown > 0 || funded + sought <= cost.fen) return []
  return [fault('funding', '资金合计超过费用合计', 'the money adds up to more than the costs')]
}
