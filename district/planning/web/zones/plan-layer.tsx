import { Select } from 'antd'
import { memo, useMemo } from 'react'
import { useName, useWords } from '#platform/ui/language.ts'
import { today } from '#platform/ui/today.ts'
import { PLANS, plans } from '../../rules/zones/kinds.ts'
import { useZoneShapes } from './use-zones.ts'
import { words } from './words.ts'
import { ZoneLayer, ZoneLegend } from './zone-layer.tsx'
import s from './zones.module.css'

/** The zones of one plan that hold now, over a map. Drawn only where a plan is chosen: they are thousands. */
export const PlanLayer = memo(function PlanLayer({ plan }: { plan: string }) {
  const zones = useZonesOf(plan)
  return zones && <ZoneLayer zones={zones} />
})

interface PlanLegendProps {
  readonly plan: string
  readonly onPlan: (plan: string) => void
}

/** Items of the legend: which plan is shown, and what its marks mean. Not drawn anew while a pin is dragged. */
export const PlanLegend = memo(function PlanLegend({ plan, onPlan }: PlanLegendProps) {
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
})

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
