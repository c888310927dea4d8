/**
 * `npm run --silent bench:siting -- DIR` solves the 40 p-median instances of the OR-Library (pmed1.txt to pmed40.txt;
 * of repeated edges the last one counts) until each is proven optimal, and compares with pmedopt.txt. The last line is
 * one JSON object; `total_s` includes reading and the distances of all pairs. `mismatches` counts optima that differ.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Siting, SitingProblem } from './problem.ts'
import { solveSiting } from './solve.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new RangeError('which folder? npm run --silent bench:siting -- DIR')

const numbers = (file: string) => readFileSync(join(folder, file), 'utf8').trim().split(/\s+/).map(Number)

const begun = performance.now()
const best = new Map(
  readFileSync(join(folder, 'pmedopt.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/) as [string, string]),
)
const figures = { instances: 0, proven: 0, total_s: 0, slowest_s: 0, mismatches: 0 }
for (const [name, optimum] of best) {
  const before = performance.now()
  const problem = readProblem(`${name}.txt`)
  let steps = 0
  let last: Siting = { chosen: [], value: 0, bound: Infinity, gap: 1 }
  for (last of solveSiting(problem, 1)) steps++
  const seconds = (performance.now() - before) / 1000
  const total = problem.people.length * problem.goal.farthest - last.value
  figures.instances++
  if (last.gap === 0) figures.proven++
  if (total !== Number(optimum)) figures.mismatches++
  figures.slowest_s = Math.max(figures.slowest_s, seconds)
  console.log(`${name}: ${total} (${optimum}), gap ${last.gap}, ${steps} steps, ${seconds.toFixed(2)} s`)
}
figures.total_s = (performance.now() - begun) / 1000
console.log(
  JSON.stringify(figures, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)),
)

/** Every node is a demand point of one person and a site; `p` sites may be opened. */
function readProblem(file: string): SitingProblem {
  const [n = 0, edges = 0, p = 0, ...ends] = numbers(file)
  const length = new Map<number, number>()
  for (let e = 0; e < edges; e++) {
    const [a, b] = [ends[3 * e]! - 1, ends[3 * e + 1]! - 1]
    length.set(Math.min(a, b) * n + Math.max(a, b), ends[3 * e + 2]!)
  }
  const distance = allDistances(n, length)
  const demand = new Uint32Array(n * n)
  let farthest = 0
  for (let pair = 0; pair < demand.length; pair++) {
    demand[pair] = pair % n
    farthest = Math.max(farthest, distance[pair]!)
  }
  return {
    people: new Uint32Array(n).fill(1),
    siteFirst: Uint32Array.from({ length: n + 1 }, (_, site) => site * n),
    demand,
    distance,
    kept: [],
    goal: { kind: 'median', farthest },
    limits: { count: p },
  }
}

/** Distances of all pairs by Dijkstra's search with one bucket for each distance. */
function allDistances(n: number, lengths: ReadonlyMap<number, number>): Uint32Array {
  const neighbours = Array.from({ length: n }, () => [] as number[])
  for (const [edge, length] of lengths) {
    const [a, b] = [Math.floor(edge / n), edge % n]
    neighbours[a]!.push(b, length)
    neighbours[b]!.push(a, length)
  }
  const arcs = neighbours.map((list) => Int32Array.from(list))
  const distance = new Uint32Array(n * n).fill(0xffffffff)
  for (let source = 0; source < n; source++) {
    const row = distance.subarray(source * n, source * n + n)
    const buckets: number[][] = [[source]]
    row[source] = 0
    for (let away = 0; away < buckets.length; away++) {
      for (const node of buckets[away] ?? []) {
        if (row[node] !== away) continue
        const list = arcs[node]!
        for (let i = 0; i < list.length; i += 2) {
          const there = away + list[i + 1]!
          if (there >= row[list[i]!]!) continue
          row[list[i]!] = there
          while (buckets.length <= there) buckets.push([])
          buckets[there]!.push(list[i]!)
        }
      }
    }
  }
  return distance
}
