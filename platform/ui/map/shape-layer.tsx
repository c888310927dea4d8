import type { FeatureCollection } from 'geojson'
import type * as maplibre from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { FIRST_NAME } from './base-style.ts'
import { useMap } from './map-view.tsx'

type Style = Omit<maplibre.AddLayerObject, 'id' | 'source'>

interface ShapeLayerProps {
  readonly id: string
  readonly data: FeatureCollection
  /** Layers over the data, lowest first; ids and source are given by this component. */
  readonly styles: readonly Style[]
  /** Property that is a feature's id; hovered, selected and clicks name it. */
  readonly idProperty: string
  /** Base layer below which fills are drawn. Lines go below the names, dots on top. */
  readonly below?: string
  readonly hovered?: string | undefined
  readonly selected?: string | undefined
  readonly onHover?: (id: string | undefined) => void
  readonly onClick?: (id: string) => void
}

/** Shapes on the map that know which of them the pointer is over: feature states `hovered` and `selected`. */
export function ShapeLayer(props: ShapeLayerProps) {
  const { id, data, styles, idProperty, below, hovered, selected } = props
  const map = useMap()
  const latest = useRef(props)
  latest.current = props

  // Styles are a constant of the caller; data follows below.
  useEffect(() => {
    map.addSource(id, { type: 'geojson', data, promoteId: idProperty })
    const layerIds = styles.map((_, i) => `${id}-${i}`)
    for (const [i, style] of styles.entries())
      map.addLayer(
        { ...style, id: layerIds[i], source: id } as maplibre.AddLayerObject,
        style.type === 'fill' ? below : style.type === 'line' ? FIRST_NAME : undefined,
      )
    const stopListening = listen(map, layerIds[0]!, latest)
    return () => {
      stopListening()
      if (!map.style) return // the map itself is gone
      for (const layer of layerIds) map.removeLayer(layer)
      map.removeSource(id)
    }
  }, [map, id])

  useEffect(() => {
    map.getSource<maplibre.GeoJSONSource>(id)?.setData(data)
  }, [map, id, data])
  useFeatureState(id, hovered, 'hovered')
  useFeatureState(id, selected, 'selected')
  return null
}

function useFeatureState(source: string, feature: string | undefined, state: string): void {
  const map = useMap()
  useEffect(() => {
    if (feature === undefined || !map.getSource(source)) return
    map.setFeatureState({ source, id: feature }, { [state]: true })
    return () => {
      if (map.style && map.getSource(source)) map.removeFeatureState({ source, id: feature }, state)
    }
  }, [map, source, feature, state])
}

function listen(map: maplibre.Map, layer: string, latest: { readonly current: ShapeLayerProps }): () => void {
  const idOf = (event: maplibre.MapLayerMouseEvent) =>
    event.features?.[0]?.properties[latest.current.idProperty] as string | undefined
  const move = (event: maplibre.MapLayerMouseEvent) => {
    if (latest.current.onClick) map.getCanvas().style.cursor = 'pointer'
    latest.current.onHover?.(idOf(event))
  }
  const leave = () => {
    map.getCanvas().style.cursor = ''
    latest.current.onHover?.(undefined)
  }
  const click = (event: maplibre.MapLayerMouseEvent) => {
    const feature = idOf(event)
    if (feature !== undefined) latest.current.onClick?.(feature)
  }
  map.on('mousemove', layer, move)
  map.on('mouseleave', layer, leave)
  map.on('click', layer, click)
  return () => {
    map.off('mousemove', layer, move)
    map.off('mouseleave', layer, leave)
    map.off('click', layer, click)
  }
}
