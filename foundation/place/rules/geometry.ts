import type { LonLat } from '#core/geo/polygon.ts'
import type { Shape } from './shape.ts'

/** A shape with every position changed. */
export function mapPositions(shape: Shape, change: (lon: number, lat: number) => LonLat): Shape {
  const walk = (value: unknown): unknown => {
    const [first, second] = value as readonly unknown[]
    return typeof first === 'number'
      ? change(first, second as number)
      : (value as readonly unknown[]).map(walk)
  }
  return { type: shape.type, coordinates: walk(shape.coordinates) } as Shape
}
