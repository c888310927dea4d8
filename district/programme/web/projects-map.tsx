import type { FeatureCollection } from 'geojson'
import { useMemo } from 'react'
import { PORTFOLIO_PARTS, type Project } from '#district/programme/contract.ts'
import { areaShapes } from '#foundation/place/contract.ts'
import { useShapes } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { FIRST_LINE } from '#platform/ui/map/base-style.ts'
import { type Box, MapView } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import s from './projects-page.module.css'
import { words } from './words.ts'

interface ProjectsMapProps {
  readonly projects: readonly Project[]
  readonly box: Box
  readonly lit: string | undefined
  readonly onLight: (projectId: string | undefined) => void
}

/** The communities of the projects, darker the earlier their part of the plan. */
export function ProjectsMap({ projects, box, lit, onLight }: ProjectsMapProps) {
  const w = useWords(words)
  const shapes = useShapes(areaShapes, { params: { level: 'community' } })
  const towns = useShapes(areaShapes, { params: { level: 'town' } })
  const data = useMemo(() => shapes && outlines(shapes, projects), [shapes, projects])
  return (
    <MapView className={s.mapView} label={w.map} box={box}>
      {towns && <ShapeLayer id="town" idProperty="areaId" data={towns} styles={TOWNS} />}
      {data && (
        <ShapeLayer
          id="projects"
          idProperty="projectId"
          data={data}
          styles={PROJECTS}
          below={FIRST_LINE}
          hovered={lit}
          onHover={onLight}
          onClick={onLight}
        />
      )}
    </MapView>
  )
}

function outlines(shapes: FeatureCollection, projects: readonly Project[]): FeatureCollection {
  const of = new Map(projects.flatMap((project) => project.communityIds.map((id) => [id, project] as const)))
  return {
    type: 'FeatureCollection',
    features: shapes.features.flatMap((feature) => {
      const project = of.get(feature.properties?.areaId)
      return project ? [{ ...feature, properties: { projectId: project.projectId, part: project.part } }] : []
    }),
  }
}

const SHADES = ['#083f45', '#0b5f66', '#58a8a4', '#a9d3cf']
const PROJECTS = [
  {
    type: 'fill',
    paint: {
      'fill-color': [
        'match',
        ['get', 'part'],
        ...PORTFOLIO_PARTS.flatMap((part, i) => [part, SHADES[i]]),
        '#ccc',
      ],
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
const TOWNS = [
  { type: 'line', paint: { 'line-color': '#44535d', 'line-width': 0.8, 'line-opacity': 0.5 } },
] as never
