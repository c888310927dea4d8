import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { FeatureCollection } from 'geojson'
import { useMemo } from 'react'
import type { CommunitySummary, DistrictDiagnosis } from '#district/diagnosis/contract.ts'
import { areaShapes } from '#foundation/place/contract.ts'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useShapes } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { Glyph } from '#platform/ui/glyph.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { FIRST_LINE } from '#platform/ui/map/base-style.ts'
import { type Box, MapView } from '#platform/ui/map/map-view.tsx'
import { ShapeLayer } from '#platform/ui/map/shape-layer.tsx'
import { useNumbers } from '#platform/ui/numbers.ts'
import { RangeBar } from '#platform/ui/range-bar.tsx'
import { useBandLabel } from './bands.tsx'
import { type Choice, seenThrough } from './choose-communities.ts'
import s from './district-map.module.css'
import { CLASS_COLOURS, CLASSES, ClassSwatch, ClassTag, classPattern } from './parts/maturity.tsx'
import { keepPack } from './parts/paths.ts'
import { words } from './words.ts'

interface DistrictMapProps {
  readonly box: Box
  readonly choice: Choice & { readonly at: string }
  readonly change: (patch: { at: string }) => void
  readonly diagnosis: DistrictDiagnosis
  readonly shown: readonly CommunitySummary[]
  readonly hovered: string | undefined
  readonly onHover: (id: string | undefined) => void
}

/** Communities by class or by the scenario looked at; those that the filters leave out are only outlines. */
export function DistrictMap(props: DistrictMapProps) {
  const { box, choice, change, diagnosis, shown, hovered, onHover } = props
  const w = useWords(words)
  const label = useBandLabel(choice.lens, diagnosis)
  const shapes = useShapes(areaShapes, { params: { level: 'community' } })
  const towns = useShapes(areaShapes, { params: { level: 'town' } })
  const coloured = useMemo(
    () => shapes && colour(shapes, shown, choice.lens, diagnosis.cutoffs),
    [shapes, shown, choice.lens, diagnosis.cutoffs],
  )
  const selected = diagnosis.communities.find((c) => c.communityId === choice.at)
  return (
    <MapView
      className={s.map}
      label={w.mapLabel}
      box={box}
      legend={CLASSES.map((band) => (
        <li key={band}>
          <ClassSwatch of={band} />
          {label(band)}
        </li>
      ))}
    >
      {coloured && (
        <ShapeLayer
          id="community"
          idProperty="areaId"
          data={coloured}
          below={FIRST_LINE}
          styles={COMMUNITY_STYLES}
          hovered={hovered}
          selected={choice.at || undefined}
          onHover={onHover}
          onClick={(at) => change({ at })}
        />
      )}
      {towns && <ShapeLayer id="town" idProperty="areaId" data={towns} styles={TOWN_STYLES} />}
      {selected && <Card community={selected} onClose={() => change({ at: '' })} />}
    </MapView>
  )
}

const SHOWN = ['==', ['get', 'shown'], true] as never
const COMMUNITY_STYLES = [
  {
    type: 'fill',
    paint: {
      'fill-color': [
        'match',
        ['get', 'band'],
        ...CLASSES.flatMap((c) => [c, CLASS_COLOURS[c]]),
        '#cccccc',
      ] as never,
      'fill-opacity': [
        'case',
        ['!', SHOWN],
        0.04,
        ['in', ['get', 'band'], ['literal', ['mature', 'near-mature']]],
        0.66,
        0,
      ] as never,
    },
  },
  {
    type: 'fill',
    filter: ['all', SHOWN, ['in', ['get', 'band'], ['literal', ['to-be-created', 'undetermined']]]] as never,
    paint: { 'fill-pattern': classPattern, 'fill-opacity': 0.8 },
  },
  {
    type: 'line',
    paint: {
      'line-color': [
        'case',
        [
          'any',
          ['boolean', ['feature-state', 'selected'], false],
          ['boolean', ['feature-state', 'hovered'], false],
        ],
        '#14212b',
        '#ffffff',
      ],
      'line-width': [
        'case',
        ['boolean', ['feature-state', 'selected'], false],
        3,
        ['boolean', ['feature-state', 'hovered'], false],
        2.4,
        0.7,
      ],
    },
  },
] as never
const TOWN_STYLES = [
  {
    type: 'line',
    paint: { 'line-color': '#44535d', 'line-width': 1.1, 'line-dasharray': [4, 2], 'line-opacity': 0.75 },
  },
] as never

/** The shapes with what their community looks like just now. */
function colour(
  shapes: FeatureCollection,
  shown: readonly CommunitySummary[],
  lens: string,
  cutoffs: DistrictDiagnosis['cutoffs'],
): FeatureCollection {
  const bands = new Map(shown.map((c) => [c.communityId, seenThrough(lens, c, cutoffs).band]))
  return {
    type: 'FeatureCollection',
    features: shapes.features.map((feature) => {
      const areaId = feature.properties?.areaId as string
      const band = bands.get(areaId)
      return { ...feature, properties: { areaId, band: band ?? 'undetermined', shown: band !== undefined } }
    }),
  }
}

function Card({ community, onClose }: { community: CommunitySummary; onClose: () => void }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  return (
    <section className={s.card} aria-label={name(community.name)} {...figures('opens')}>
      <header>
        <h2>{name(community.name)}</h2>
        <button type="button" aria-label={w.closeCard} onClick={onClose}>
          <Glyph of="cross" />
        </button>
      </header>
      <p className={s.line}>
        <ClassTag of={community.class} />
        <span className="quiet">
          {community.population === null ? w.notKnown : w.peopleCount(n.count(community.population))}
        </span>
      </p>
      <div className={s.bar}>
        <RangeBar range={community.score} />
      </div>
      <p className={s.line}>
        <b>{n.marks(community.score)}</b>
        <span className="quiet">
          {w.evidenceShare} {n.percent(community.completeness)}
        </span>
      </p>
      <Link to={communityPath(community.communityId)} search={keepPack as never}>
        <Button type="primary" block tabIndex={-1}>
          {w.open}
        </Button>
      </Link>
    </section>
  )
}
