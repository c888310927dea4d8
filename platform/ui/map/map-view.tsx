import 'maplibre-gl/dist/maplibre-gl.css'
import * as maplibre from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { figures } from '../figure.tsx'
import { Glyph } from '../glyph.tsx'
import { useLanguage, useWords } from '../language.ts'
import { FONTS } from '../theme.ts'
import { words } from '../words.ts'
import { baseStyle } from './base-style.ts'
import s from './map-view.module.css'
import { addPatterns } from './patterns.ts'
import { usePrinting } from './printing.ts'

// MapLibre 6 finds its worker only if it is told where the bundler put it.
maplibre.setWorkerUrl(workerUrl)

export type Box = readonly number[]

const MapContext = createContext<maplibre.Map | null>(null)

/** The map this component is drawn on; layers use it. */
export function useMap(): maplibre.Map {
  const map = useContext(MapContext)
  if (!map) throw new RangeError('a map layer must be inside a MapView')
  return map
}

interface MapViewProps {
  readonly label: string
  /** West, south, east, north: what is seen first, and again after “whole area”. */
  readonly box: Box
  readonly className?: string | undefined
  /** False: without buttons, where another map beside it has them. */
  readonly controls?: boolean
  /** Items of the legend. */
  readonly legend?: ReactNode
  /** Layers, by `ShapeLayer`. */
  readonly children?: ReactNode
}

/** A map over our own tiles. Arrow keys, plus and minus work when it has the focus; a list says the same beside it. */
export function MapView(props: MapViewProps) {
  const { label, box, className, controls = true, legend, children } = props
  const w = useWords(words)
  const language = useLanguage()
  const holder = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<maplibre.Map | null>(null)
  const [failed, setFailed] = useState(false)

  // One map a language; a new box only moves it (below).
  useEffect(() => {
    if (!holder.current) return
    let made: maplibre.Map
    try {
      made = createMap(holder.current, language, box)
    } catch {
      setFailed(true) // no WebGL2
      return
    }
    made.getCanvas().setAttribute('aria-label', `${label}. ${w.mapKeys}`)
    made.once('style.load', () => setMap(made))
    return () => {
      setMap(null)
      made.remove()
    }
  }, [language])

  const [west, south, east, north] = box
  useEffect(() => {
    if (map) fit(map, [west!, south!, east!, north!])
  }, [map, west, south, east, north])

  usePrinting(map)

  return (
    <div className={`${s.frame} ${className ?? ''}`} data-print-as-seen>
      <div ref={holder} className={s.canvas} />
      {failed && (
        <p className={s.none} {...figures('wording')}>
          {w.noWebGl}
        </p>
      )}
      {map && controls && <Controls map={map} box={box} />}
      {map && <MapContext value={map}>{children}</MapContext>}
      {legend && (
        <div className={s.foot}>
          <ul className={s.legend} aria-label={w.legend} {...figures('wording')}>
            {legend}
          </ul>
        </div>
      )}
    </div>
  )
}

function createMap(container: HTMLElement, language: 'zh' | 'en', box: Box): maplibre.Map {
  const map = new maplibre.Map({
    container,
    style: baseStyle(language),
    bounds: box as [number, number, number, number],
    fitBoundsOptions: { padding: 24 },
    localIdeographFontFamily: FONTS,
    attributionControl: false,
    dragRotate: true,
    maxPitch: 65,
    minZoom: 8,
    maxZoom: 18.5,
    fadeDuration: 0,
    cooperativeGestures: false,
  })
  addPatterns(map)
  return map
}

const fit = (map: maplibre.Map, box: Box) =>
  map.fitBounds(box as [number, number, number, number], { padding: 24, duration: 300 })

function Controls({ map, box }: { map: maplibre.Map; box: Box }) {
  const w = useWords(words)
  const [tilted, setTilted] = useState(false)
  const tilt = () => {
    setTilted(!tilted)
    map.easeTo({ pitch: tilted ? 0 : 55, bearing: tilted ? 0 : -18 })
  }
  return (
    <div className={s.controls}>
      <button type="button" aria-label={w.zoomIn} title={w.zoomIn} onClick={() => map.zoomIn()}>
        <Glyph of="plus" />
      </button>
      <button type="button" aria-label={w.zoomOut} title={w.zoomOut} onClick={() => map.zoomOut()}>
        <Glyph of="minus" />
      </button>
      <button type="button" aria-pressed={tilted} aria-label={`3D ${w.tilt}`} title={w.tilt} onClick={tilt}>
        3D
      </button>
      <button type="button" aria-label={w.fit} title={w.fit} onClick={() => fit(map, box)}>
        <Glyph of="corners" />
      </button>
    </div>
  )
}
