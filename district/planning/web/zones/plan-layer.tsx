import { Select } from 'antd'
import { useMemo } from 'react'
import { useName, useWords } from '#platform/ui/language.ts'
import { PLANS, plans } from '../../rules/zones/kinds.ts'
import { today, useZoneShapes } from './use-zones.ts'
import { words } from './words.ts'
import { ZoneLayer, ZoneLegend } from './zone-layer.tsx'
import s from './zones.module.css'

/** The zones of one plan that hold now, over a map. Drawn only where a plan is chosen: they are thousands. */
export function PlanLayer({ plan }: { plan: string }) {
  const zones = useZonesOf(plan)
  return zones && <ZoneLayer zones={zones} />
}

/** Items of the legend: which plan is shown, and what its marks mean. */
export function PlanLegend({ plan, onPlan }: { plan: string; onPlan: (plan: string) => void }) {
  const w = useWords(words)
  const name = useName()
  return (
    <>
      <li>
        <Select
          size="small"
          className={`${s.layer}`}
          aria-label={w.layer}
          popupMatchSelectWidth={false}
          value={plan}
          onChange={onPlan}
          options={[
            { value: '', label: w.noLayer },
            ...PLANS.map((id) => ({ value: id, label: name(plans[id].name) })),
          ]}
        />
      </li>
      {plan && <LegendOf plan={plan} />}
    </>
  )
}

function LegendOf({ plan }: { plan: string }) {
  const zones = useZonesOf(plan)
  return zones && <ZoneLegend zones={zones} />
}

function useZonesOf(plan: string) {
  const shapes = useZoneShapes()
  return useMemo(() => {
    const day = today()
    return shapes?.features.filter(
      ({ properties: of }) => of.plan === plan && of.from <= day && (of.to === null || day <= of.to),
    )
  }, [shapes, plan])
}
