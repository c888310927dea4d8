/**
 * Tells of every place that a pointer is moved to over `target`, once each. Browsers hold `pointermove` back until they
 * draw the next frame; `pointerrawupdate`, which they give to pages from https and localhost, comes at once, so the
 * scores of a place are there when it is drawn.
 *
 * @returns what ends it
 */
export function followPointer(
  target: HTMLElement | Window,
  onMove: (event: globalThis.PointerEvent) => void,
): () => void {
  let told: { readonly x: number; readonly y: number } | undefined
  const move = (event: Event) => {
    const { clientX: x, clientY: y } = event as globalThis.PointerEvent
    if (told?.x === x && told.y === y) return
    told = { x, y }
    onMove(event as globalThis.PointerEvent)
  }
  const EVENTS = ['pointerrawupdate', 'pointermove']
  for (const event of EVENTS) target.addEventListener(event, move)
  return () => {
    for (const event of EVENTS) target.removeEventListener(event, move)
  }
}
