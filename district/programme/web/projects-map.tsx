import type { FeatureCollection } from 'geojson'
import { useEffect, useMemo, useState } from 'react'
import { PORTFOLIO_PARTS, type Project } from '#district/programme/contract.ts'
import { areaShapes } from '#foundation/place/contract.ts'
import { useShapes } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { FIRST_LINE } from '#platform/ui/map/base-style.ts'
import { MapView } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import s from './projects-page.module.css'
import { words } from './words.ts'

interface ProjectsMapProps {
  readonly projects: readonly Project[]
  readonly lit: string | undefined
  readonly onLight: (projectId: string | undefined) => void
  /** What a click chooses; lit by it unless given. */
  readonly onChoose?: (projectId: string | undefined) => void
  /** What projects are told apart by, and the colour of each. */
  readonly shades?: Shades
  /** Projects that pulse a few times: what has just changed. */
  readonly pulsing?: ReadonlySet<string>
}

export interface Shades {
  readonly of: (project: Project) => string
  readonly colours: Readonly<Record<string, string>>
}

/** The communities of the projects; darker the earlier their part of the plan, unless told apart by something else. */
export function ProjectsMap({
  projects,
  lit,
  onLight,
  onChoose = onLight,
  shades = PARTS,
  pulsing = NOBODY,
}: ProjectsMapProps) {
  const w = useWords(words)
  const shapes = useShapes(areaShapes, { params: { level: 'community' } })
  const towns = useShapes(areaShapes, { params: { level: 'town' } })
  const data = useMemo(() => shapes && outlines(shapes, projects, shades), [shapes, projects, shades])
  const styles = useMemo(() => stylesFor(shades), [shades])
  const halo = usePulse(pulsing)
  const haloes = useMemo(() => data && halo && only(data, pulsing), [data, halo, pulsing])
  const box = useMemo(() => towns && boxOf(towns), [towns])
  if (!box) return null
  return (
    <MapView className={s.mapView} label={w.map} box={box}>
      {towns && <ShapeLayer id="town" idProperty="areaId" data={towns} styles={TOWNS} />}
      {data && (
        <ShapeLayer
          id="projects"
          idProperty="projectId"
          data={data}
          styles={styles}
          below={FIRST_LINE}
          hovered={lit}
          onHover={onLight}
          onClick={onChoose}
        />
      )}
      {haloes && <ShapeLayer id="halo" idProperty="projectId" data={haloes} styles={HALO} />}
    </MapView>
  )
}

const NOBODY: ReadonlySet<string> = new Set()
const PULSES = 3
const HALF_MS = 400

/** On and off a few times after a change; on and no more for whoever wants no motion. */
function usePulse(pulsing: ReadonlySet<string>): boolean {
  const [step, setStep] = useState(0)
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  useEffect(() => {
    setStep(0)
    if (pulsing.size === 0 || still) return
    const timer = setInterval(() => setStep((before) => before + 1), HALF_MS)
    const end = setTimeout(() => clearInterval(timer), PULSES * 2 * HALF_MS)
    return () => {
      clearInterval(timer)
      clearTimeout(end)
    }
  }, [pulsing, still])
  return pulsing.size > 0 && (still || (step % 2 === 1 && step < PULSES * 2))
}

const only = ({ features }: FeatureCollection, ids: ReadonlySet<string>): FeatureCollection => ({
  type: 'FeatureCollection',
  features: features.filter(({ properties }) => ids.has(properties?.projectId)),
})

/** West, south, east, north of all towns. */
function boxOf({ features }: FeatureCollection): [number, number, number, number] | undefined {
  const points = features.flatMap(({ geometry }) =>
    'coordinates' in geometry ? (geometry.coordinates as unknown[]).flat(3) : [],
  ) as number[]
  if (points.length === 0) return undefined
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (let i = 0; i < points.length; i += 2) {
    box[0] = Math.min(box[0], points[i]!)
    box[1] = Math.min(box[1], points[i + 1]!)
    box[2] = Math.max(box[2], points[i]!)
    box[3] = Math.max(box[3], points[i + 1]!)
  }
  return box
}

function outlines(
  shapes: FeatureCollection,
  projects: readonly Project[],
  { of: shadeOf }: Shades,
): FeatureCollection {
  const of = new Map(projects.flatMap((project) => project.communityIds.map((id) => [id, project] as const)))
  return {
    type: 'FeatureCollection',
    features: shapes.features.flatMap((feature) => {
      const project = of.get(feature.properties?.areaId)
      if (!project) return []
      return [{ ...feature, properties: { projectId: project.projectId, shade: shadeOf(project) } }]
    }),
  }
}

const GREENS = ['#083f45', '#0b5f66', '#58a8a4', '#a9d3cf']
const PARTS: Shades = {
  of: ({ part }) => part,
  colours: Object.fromEntries(PORTFOLIO_PARTS.map((part, i) => [part, GREENS[i]!])),
}

const stylesFor = ({ colours }: Shades) =>
  [
    {
      type: 'fill',
      paint: {
        'fill-color': ['match', ['get', 'shade'], ...Object.entries(colours).flat(), '#ccc'],
        'fill-opacity': 0.75,
      },
    },
    {
      type: 'line',
      paint: {
        'line-color': '#14212b',
        'line-width': ['case', ['boolean', ['feature-state', 'hovered'], false], 3, 1],
      },
    },
  ] as never
const HALO = [
  { type: 'line', paint: { 'line-color': '#b3301c', 'line-width': 9, 'line-blur': 4, 'line-opacity': 0.8 } },
] as never
const TOWNS = [
  { type: 'line', paint: { 'line-color': '#44535d', 'line-width': 0.8, 'line-opacity': 0.5 } },
] as never
