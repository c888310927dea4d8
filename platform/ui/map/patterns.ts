import type { Map as MapLibre } from 'maplibre-gl'

/** Fills that differ by more than colour: `hatch-#rrggbb` diagonal lines, `dots-#rrggbb` dots on that colour. */
export function addPatterns(map: MapLibre): void {
  // A style names a pattern with its colour in it; it is drawn when first asked for.
  map.setMissingStyleImageResolver((id) => {
    const [kind, colour] = id.split(/-(?=#)/)
    if (!colour || map.hasImage(id)) return
    const size = 16
    const canvas = new OffscreenCanvas(size, size)
    const pen = canvas.getContext('2d')
    if (!pen) return
    if (kind === 'hatch') hatch(pen, size, colour)
    if (kind === 'dots') dots(pen, size, colour)
    map.addImage(id, pen.getImageData(0, 0, size, size), { pixelRatio: 2 })
  })
}

function hatch(pen: OffscreenCanvasRenderingContext2D, size: number, colour: string): void {
  pen.fillStyle = 'rgba(250,251,251,.85)'
  pen.fillRect(0, 0, size, size)
  pen.strokeStyle = colour
  pen.lineWidth = 2.2
  pen.beginPath()
  for (let shift = -size; shift <= size; shift += size / 2) {
    pen.moveTo(shift, size)
    pen.lineTo(shift + size, 0)
  }
  pen.stroke()
}

function dots(pen: OffscreenCanvasRenderingContext2D, size: number, colour: string): void {
  pen.fillStyle = colour
  pen.fillRect(0, 0, size, size)
  pen.fillStyle = 'rgba(90,58,0,.55)'
  for (const [x, y] of [
    [4, 4],
    [12, 12],
  ] as const) {
    pen.beginPath()
    pen.arc(x, y, 1.6, 0, 7)
    pen.fill()
  }
}
