import type { Geometry } from './geometry.ts'
import { cellText, type Table } from './table.ts'

/** Outlines that a column has as well-known text become geometries, so that both forms are checked alike. */
export function withOutlines(table: Table): Table {
  const at = table.header.findIndex((name) => /^(wkt|边界|outline)$/i.test(name.trim()))
  if (at < 0) return table
  const rows = table.rows.map((row) => {
    const text = cellText(row.cells[at]).trim()
    return text === '' ? row : { ...row, geometry: readWkt(text) ?? { type: 'not WKT' } }
  })
  return { ...table, rows }
}

/** Depth of the list of positions of each geometry that well-known text can give us. */
const DEPTHS: Readonly<Record<string, number>> = {
  Point: 0,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}

/** The shape of well-known text (`POLYGON ((121.5 29.8, …))`); `undefined` where it is none. Heights are dropped. */
function readWkt(text: string): Geometry | undefined {
  const match = /^\s*(?:SRID=\d+;)?\s*([A-Z]+)\s*(?:Z|M|ZM)?\s*(\(.*\))\s*$/is.exec(text)
  const type = Object.keys(DEPTHS).find((name) => name.toLowerCase() === match?.[1]?.toLowerCase())
  if (!match || !type) return undefined
  const json = match[2]!
    .replace(/[^(),]+/g, (numbers) => {
      const parts = numbers.trim().split(/\s+/).slice(0, 2).map(Number)
      return numbers.trim() === '' ? '' : JSON.stringify(parts)
    })
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  return shapeOf(type, parsed(json), DEPTHS[type]!)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function shapeOf(type: string, list: unknown, depth: number): Geometry | undefined {
  const coordinates = depth === 0 ? (list as unknown[] | undefined)?.[0] : list
  return isList(coordinates, depth) ? ({ type, coordinates } as Geometry) : undefined
}

/** Whether a value is positions in lists nested `depth` deep, none of them empty. */
function isList(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || value.length === 0) return false
  if (depth > 0) return value.every((item) => isList(item, depth - 1))
  return value.length === 2 && value.every((number) => typeof number === 'number' && Number.isFinite(number))
}
