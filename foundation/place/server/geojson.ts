import type { Shape } from '../rules/shape.ts'

export const collection = (features: readonly object[]) =>
  JSON.stringify({ type: 'FeatureCollection', features })

/** Coordinates to 10⁻⁵ degree, about a metre: enough for a screen, and half the bytes. */
export function rounded(shape: Shape): unknown {
  const round = (value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : (value as unknown[]).map(round)
  return { type: shape.type, coordinates: round(shape.coordinates) }
}
