import type { CommunitySummary } from '../contract.ts'

/** Text safe in HTML. */
export const html = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

/** A score range on a bar from 0 to 1. */
export const rangeSvg = ([low, high]: readonly [number, number]) =>
  `<svg class="range" viewBox="0 0 100 8" aria-hidden="true"><rect width="100" height="8" fill="#e4e9ee"/><rect x="${(low * 100).toFixed(1)}" width="${Math.max(1.5, (high - low) * 100).toFixed(1)}" height="8" fill="#0b6e69"/></svg>`

const RADIUS = 100
/** Room for names beside the wheel, and above and below it. */
const [CENTRE_X, CENTRE_Y] = [210, 135]

/**
 * The scenarios of a community: the band between lowest and highest score; required ones are set in bold.
 *
 * @param names of the scenarios, safe in HTML
 */
export function radarSvg(
  scenarios: CommunitySummary['scenarios'],
  names: ReadonlyMap<string, string>,
): string {
  const at = (i: number, share: number): [number, number] => {
    const angle = (2 * Math.PI * i) / scenarios.length - Math.PI / 2
    return [CENTRE_X + Math.cos(angle) * RADIUS * share, CENTRE_Y + Math.sin(angle) * RADIUS * share]
  }
  const ring = (shares: readonly number[]) =>
    `M${shares.map((share, i) => at(i, share).map((n) => n.toFixed(1))).join('L')}Z`
  const grid = [0.25, 0.5, 0.75, 1].map((share) => `<path d="${ring(scenarios.map(() => share))}"/>`)
  const spokes = scenarios.map((_, i) => `<path d="M${CENTRE_X},${CENTRE_Y}L${at(i, 1)}"/>`)
  const low = ring(scenarios.map(({ score }) => score[0]!))
  const high = ring(scenarios.map(({ score }) => score[1]!))
  const labels = scenarios.map(({ scenario, need }, i) => {
    const [x, y] = at(i, 1.12)
    const side = Math.abs(x - CENTRE_X) < 10 ? 'middle' : x > CENTRE_X ? 'start' : 'end'
    return `<text class="${need}" x="${x.toFixed(1)}" y="${(y + 4).toFixed(1)}" text-anchor="${side}">${names.get(scenario)}</text>`
  })
  const said = scenarios.map(
    ({ scenario, score }) =>
      `${names.get(scenario)} ${Math.round(score[0]! * 100)}–${Math.round(score[1]! * 100)} %`,
  )
  return `<svg class="radar" viewBox="0 0 420 260" role="img" aria-label="${said.join(', ')}"><g class="grid">${grid.join('')}${spokes.join('')}</g><path class="band" d="${high}${low}"/><path class="low" d="${low}"/><path class="high" d="${high}"/>${labels.join('')}</svg>`
}
