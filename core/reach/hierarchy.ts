import { MinHeap } from './heap.ts'

/**
 * A contraction hierarchy of an undirected graph (Geisberger, Sanders, Schultes, Delling 2008): nodes are taken out
 * one by one, the least important first; where a node lay on a shortest path between two neighbours, a shortcut
 * takes its place. What remains of a node are its arcs to nodes taken out later: the way up.
 * Between any two nodes some shortest path first only goes up and then only down.
 */
export interface Hierarchy {
  /** nodeCount entries: arcs lead from a node to nodes of higher levels only. */
  readonly level: Uint32Array
  /** nodeCount entries: the arcs up of each node as [head, length, head, length, …]. */
  readonly up: readonly number[][]
}

/** Visits after which a witness search gives up and the shortcut is added: more cost time and save next to none. */
const WITNESS_LIMIT = 40

/** Arcs of every node as [head, length, …]: no loops, one arc per neighbour, each edge at both of its ends. */
export type Neighbours = number[][]

/** Builds the hierarchy; `neighbours` is used up. */
export function contract(neighbours: Neighbours): Hierarchy {
  const nodeCount = neighbours.length
  const level = new Uint32Array(nodeCount)
  const up: number[][] = new Array(nodeCount)
  const findShortcuts = shortcutFinder(neighbours)

  // Few shortcuts for many arcs first, and evenly over the map: nodes next to contracted ones wait.
  const shortcuts: number[] = []
  const priority = (node: number) => {
    findShortcuts(node, shortcuts)
    return 8 * (shortcuts.length / 3) - 2 * neighbours[node]!.length + 4 * level[node]!
  }
  const queue = new MinHeap()
  for (let node = 0; node < nodeCount; node++) queue.push(priority(node), node)

  while (queue.size > 0) {
    const node = queue.pop()
    // Priorities are renewed only when a node's turn comes: one that has become worse goes back into the queue.
    const current = priority(node)
    if (queue.size > 0 && current > queue.topKey) {
      queue.push(current, node)
      continue
    }
    const arcs = neighbours[node]!
    up[node] = arcs
    for (let i = 0; i < arcs.length; i += 2) {
      const head = arcs[i]!
      removeArc(neighbours[head]!, node)
      level[head] = Math.max(level[head]!, level[node]! + 1)
    }
    for (let i = 0; i < shortcuts.length; i += 3) {
      shorten(neighbours[shortcuts[i]!]!, shortcuts[i + 1]!, shortcuts[i + 2]!)
      shorten(neighbours[shortcuts[i + 1]!]!, shortcuts[i]!, shortcuts[i + 2]!)
    }
  }
  return { level, up }
}

/** Gives `arcs` an arc to `head` of this length, or shortens the one it has. */
export function shorten(arcs: number[], head: number, length: number): void {
  for (let i = 0; i < arcs.length; i += 2) {
    if (arcs[i] !== head) continue
    if (arcs[i + 1]! > length) arcs[i + 1] = length
    return
  }
  arcs.push(head, length)
}

function removeArc(arcs: number[], head: number): void {
  const lastLength = arcs.pop()!
  const last = arcs.pop()!
  for (let i = 0; i < arcs.length; i += 2) {
    if (arcs[i] !== head) continue
    arcs[i] = last
    arcs[i + 1] = lastLength
    return
  }
}

/** A function that lists in `found`, as [a, b, length, …], the shortcuts that taking out `node` would need. */
function shortcutFinder(neighbours: Neighbours): (node: number, found: number[]) => void {
  const distance = new Float64Array(neighbours.length)
  const seen = new Uint32Array(neighbours.length)
  const queue = new MinHeap()
  let search = 0

  /** Distances from `source` to what lies within `limit`, without passing `without`. */
  const spread = (source: number, without: number, limit: number) => {
    search++
    queue.size = 0
    queue.push(0, source)
    distance[source] = 0
    seen[source] = search
    for (let visits = 0; queue.size > 0 && visits < WITNESS_LIMIT; visits++) {
      const key = queue.topKey
      const node = queue.pop()
      if (key > distance[node]!) continue
      const arcs = neighbours[node]!
      for (let i = 0; i < arcs.length; i += 2) {
        const head = arcs[i]!
        const length = key + arcs[i + 1]!
        if (head === without || length > limit) continue
        if (seen[head] === search && distance[head]! <= length) continue
        seen[head] = search
        distance[head] = length
        queue.push(length, head)
      }
    }
  }

  return (node, found) => {
    found.length = 0
    const arcs = neighbours[node]!
    for (let i = 0; i + 2 < arcs.length; i += 2) {
      const length = arcs[i + 1]!
      let farthest = 0
      for (let j = i + 2; j < arcs.length; j += 2) farthest = Math.max(farthest, arcs[j + 1]!)
      spread(arcs[i]!, node, length + farthest)
      for (let j = i + 2; j < arcs.length; j += 2) {
        const head = arcs[j]!
        const through = length + arcs[j + 1]!
        if (seen[head] === search && distance[head]! <= through) continue
        found.push(arcs[i]!, head, through)
      }
    }
  }
}
