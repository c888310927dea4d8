import type { MapData, Tags } from '#core/geo/map-data.ts'
import { areasOf, type MapArea } from './areas.ts'

// Tag values as the OpenStreetMap wiki's map feature list has them.
const water: TagValues = {
  natural: ['water'],
  waterway: ['riverbank', 'dock'],
  landuse: ['reservoir', 'basin'],
}
const green: TagValues = {
  leisure: ['park', 'garden', 'playground', 'nature_reserve', 'golf_course', 'common'],
  landuse: ['grass', 'forest', 'meadow', 'recreation_ground', 'village_green', 'orchard', 'allotments'],
  natural: ['wood', 'grassland', 'scrub', 'heath', 'wetland'],
}

type TagValues = Readonly<Record<string, readonly string[]>>

const hasOneOf = (wanted: TagValues) => {
  const entries = Object.entries(wanted)
  return (tags: Tags) => entries.some(([key, values]) => values.includes(tags[key] ?? ''))
}

/** Rivers, lakes, ponds and docks that are mapped as areas. */
export const waterOf = (map: MapData): MapArea[] => areasOf(map, hasOneOf(water))

/** Parks, gardens, woods, meadows and other green areas. */
export const greenOf = (map: MapData): MapArea[] => areasOf(map, hasOneOf(green))

export interface Building extends MapArea {
  /** Storeys above ground; absent where the map does not say or makes no sense. */
  readonly levels?: number
  readonly heightM?: number
}

/** Buildings with what the map knows of their size. */
export const buildingsOf = (map: MapData): Building[] =>
  areasOf(map, ({ building }) => building !== undefined && building !== 'no').map((area) => {
    const levels = positiveNumber(area.tags['building:levels'])
    const heightM = heightInMetres(area.tags.height ?? area.tags['building:height'])
    return {
      ...area,
      ...(levels === undefined ? {} : { levels }),
      ...(heightM === undefined ? {} : { heightM }),
    }
  })

/** `12`, `12.5 m`, or feet and inches as in `40'6"`. */
function heightInMetres(text: string | undefined): number | undefined {
  const feet = /^(\d+(?:\.\d+)?)'\s*(?:(\d+(?:\.\d+)?)")?$/.exec(text?.trim() ?? '')
  if (feet) return 0.3048 * (Number(feet[1]) + Number(feet[2] ?? 0) / 12)
  return positiveNumber(text?.replace(/\s*m$/, ''))
}

function positiveNumber(text: string | undefined): number | undefined {
  const value = Number(text?.trim() || Number.NaN)
  return value > 0 && value < 1000 ? value : undefined
}
