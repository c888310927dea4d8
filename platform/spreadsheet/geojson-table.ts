import { InputError } from '#platform/input/input-error.ts'
import { things } from '#platform/input/input-errors.ts'
import type { RawRow, TableLimits } from './raw-table.ts'
import type { Cell, Table } from './table.ts'

interface Feature {
  readonly type: 'Feature'
  readonly properties?: Readonly<Record<string, unknown>> | null
  readonly geometry?: unknown
}

/**
 * The features of a GeoJSON file as rows: their properties are the cells, objects and lists in them as JSON.
 *
 * @throws InputError SYNTAX with the line, FILE_KIND, FEATURE for a coordinate system that is not in degrees
 */
export async function readGeoJson(file: string, bytes: Uint8Array, limits: TableLimits): Promise<Table> {
  const features = featuresOf(file, parseJson(file, bytes))
  if (features.length === 0) throw new InputError('NOTHING_INSIDE', { file }, { what: things.features })
  if (features.length > limits.rows) {
    throw new InputError('FILE_TOO_LARGE', { file }, { what: things.features, limit: limits.rows })
  }
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))]
  const rows = features.map(({ properties, geometry }, i): RawRow & { geometry: unknown } => ({
    row: i + 1,
    cells: names.map((name) => cellOf(file, i + 1, properties?.[name])),
    geometry: geometry ?? null,
  }))
  return { file, header: names, rows }
}

function parseJson(file: string, bytes: Uint8Array): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new InputError('ENCODING', { file }, { expected: 'UTF-8' }, { cause })
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    const { message } = cause as Error
    // V8 gives the position of most mistakes, not of all.
    const position = /position (\d+)/.exec(message)?.[1]
    const isCutOff = /end of JSON|Unterminated/.test(message) || Number(position) >= text.length
    const line = position === undefined ? {} : { line: text.slice(0, Number(position)).split('\n').length }
    throw new InputError(
      isCutOff ? 'FILE_TRUNCATED' : 'SYNTAX',
      { file, ...line },
      { cause: message },
      { cause },
    )
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFeature = (value: unknown): value is Feature =>
  isObject(value) && value.type === 'Feature' && (value.properties == null || isObject(value.properties))

function featuresOf(file: string, content: unknown): Feature[] {
  const collection = isObject(content) && content.type === 'Feature' ? { features: [content] } : content
  const features =
    isObject(collection) && Array.isArray(collection.features) ? collection.features : undefined
  if (!features?.every(isFeature)) {
    throw new InputError('FILE_KIND', { file }, { expected: 'GeoJSON FeatureCollection', found: 'JSON' })
  }
  const crs = crsNameOf(content)
  if (crs !== undefined && !/CRS84|(^|:)(4326|4490)$/.test(crs))
    throw new InputError('FEATURE', { file }, { feature: crs })
  return features
}

/** The coordinate system that older files name; RFC 7946 knows none but WGS84. */
function crsNameOf(content: unknown): string | undefined {
  const crs = isObject(content) ? content.crs : undefined
  const properties = isObject(crs) ? crs.properties : undefined
  return isObject(properties) ? String(properties.name) : undefined
}

function cellOf(file: string, row: number, value: unknown): Cell {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  try {
    return JSON.stringify(value)
  } catch (cause) {
    // Lists nested a hundred thousand deep can be read but not written.
    throw new InputError('SYNTAX', { file, row }, { cause: (cause as Error).message }, { cause })
  }
}
