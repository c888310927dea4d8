import type * as maplibre from 'maplibre-gl'
import { useEffect } from 'react'

/** What a map gets of an A4 page, upright, between usual margins; CSS pixels. */
const PAPER = { width: 670, height: 450 }

/**
 * Lets a map be printed as it is seen. A browser prints no WebGL canvas that has been shown already, so a copy of what
 * the map draws lies over it meanwhile; and the map keeps its size, with all that lies on it, and is scaled as a whole
 * to the paper: the outermost element around it marked `data-print-as-seen` is.
 */
export function usePrinting(map: maplibre.Map | null): void {
  useEffect(() => {
    if (!map) return
    let undo: (() => void) | undefined
    const before = () => {
      undo?.()
      undo = readyForPaper(map)
    }
    const after = () => {
      undo?.()
      undo = undefined
    }
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      after()
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [map])
}

/** @returns what takes it back */
function readyForPaper(map: maplibre.Map): () => void {
  const canvas = map.getCanvas()
  map.redraw() // at once: what is drawn in this turn can still be read
  const copy = document.createElement('canvas')
  copy.width = canvas.width
  copy.height = canvas.height
  copy.getContext('2d')?.drawImage(canvas, 0, 0)
  copy.style.cssText = `position: absolute; inset: 0; width: ${canvas.style.width}; height: ${canvas.style.height}`
  canvas.after(copy)
  const unscale = scaledToPaper(outermostFrame(canvas))
  return () => {
    copy.remove()
    unscale()
  }
}

/** Maps that share a frame find it scaled already. */
function scaledToPaper(frame: HTMLElement | undefined): () => void {
  if (!frame || frame.style.zoom) return () => {}
  const given = frame.style.cssText
  const { offsetWidth, offsetHeight } = frame
  const zoom = Math.min(1, PAPER.width / offsetWidth, PAPER.height / offsetHeight)
  frame.style.cssText = `${given}; flex: none; width: ${offsetWidth}px; height: ${offsetHeight}px; zoom: ${zoom}`
  return () => {
    frame.style.cssText = given
  }
}

function outermostFrame(element: HTMLElement): HTMLElement | undefined {
  let found: HTMLElement | undefined
  for (let at = element.parentElement; at; at = at.parentElement)
    if (at.dataset.printAsSeen !== undefined) found = at
  return found
}
