import { useName, useWords } from '#platform/ui/language.ts'
import type { WorkSummary } from '../../contract/works.ts'
import type { WorkFit } from '../../contract/zones.ts'
import { plans, zoneKinds } from '../../rules/zones/kinds.ts'
import { useWorkTexts } from '../works/use-work-texts.ts'
import { words as workWords } from '../works/words.ts'
import { words } from './words.ts'

/** The conflict report as rows of a table: one for each zone of each works project, one for a project without any. */
export function useFitReport() {
  const w = useWords(words)
  const of = useWords(workWords)
  const name = useName()
  const texts = useWorkTexts()
  const header = [
    ...[of.name, of.community, of.kind, of.intervention, of.state, w.day, w.fit],
    ...[w.plan, w.zoneId, w.zoneName, w.zoneKind, w.code, w.verdict, w.reason],
    ...[w.source, w.holds, w.uncoveredPlans],
  ]
  return (works: readonly WorkSummary[], fits: ReadonlyMap<string, WorkFit>): string[][] => {
    const rows = works.flatMap((work): string[][] => {
      const fit = fits.get(work.workId)
      if (!fit) return []
      const before = [
        ...[work.name, texts.area(work.communityId), texts.kind(work.facilityKind)],
        ...[texts.intervention(work.interventionId), of[work.state], fit.day, w[fit.verdict]],
      ]
      const lacking = fit.uncovered.map((plan) => name(plans[plan].name)).join('、')
      if (fit.findings.length === 0) return [[...before, '', '', '', '', '', '', w.noZone, '', '', lacking]]
      return fit.findings.map(({ zone, verdict, reason }) => {
        const kind = zoneKinds.get(zone.kind)
        const source = zone.generated ? `${zone.source} (${w.generated})` : zone.source
        return [
          ...[...before, name(plans[zone.plan].name), zone.zoneId, zone.name],
          ...[kind ? name(kind.name) : zone.kind, kind?.codes.join('/') ?? '', w[verdict], name(reason)],
          ...[source, zone.to ? `${zone.from} – ${zone.to}` : w.since(zone.from), lacking],
        ]
      })
    })
    return [header, ...rows]
  }
}
