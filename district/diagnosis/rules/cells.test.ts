import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsOf, type Square, tellApart } from './cells.ts'

const K = 10
const square = (x: number, y: number, ...parts: number[]): Square => ({
  ...{ x, y, parts },
  people: parts.reduce((sum, count) => sum + count, 0),
})
const shown = (squares: readonly Square[]) =>
  cellsOf(squares, K).map((cell) => cell.map(({ x, y }) => `${x},${y}`))

test.each<[what: string, squares: Square[], cells: string[][]]>([
  ['ten in each square: each is a cell', [square(0, 0, 10), square(1, 0, 25)], [['0,0'], ['1,0']]],
  ['nine are joined to their neighbours', [square(0, 0, 9), square(1, 0, 30)], [['0,0', '1,0']]],
  ['nobody is no reason to join', [square(0, 0, 0, 12), square(0, 1, 12, 0)], [['0,0'], ['0,1']]],
  ['within may be shown only with beyond', [square(0, 0, 20, 3), square(1, 0, 20, 9)], [['0,0', '1,0']]],
  ['nine in all: nothing', [square(0, 0, 4), square(1, 0, 5)], []],
  ['enough people, but one part too small', [square(0, 0, 50, 4), square(5, 0, 50, 4)], []],
  [
    'a lonely corner takes only its side along',
    [square(0, 0, 3), square(4, 0, 40), square(5, 0, 40), square(9, 0, 40)],
    [['0,0', '4,0'], ['5,0'], ['9,0']],
  ],
  ['no squares: no cells', [], []],
])('%s', (_, squares, cells) => {
  expect(shown(squares)).toEqual(cells)
})

test('small bands and those hidden with them are one part', () => {
  expect(tellApart([null, 40, null, 20])).toEqual([[1], [3], [0, 2]])
  expect(tellApart([12, 40])).toEqual([[0], [1]])
})

/** A community in which people live in squares, and two views of it with other parts. */
const community = fc
  .uniqueArray(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 1, maxLength: 25, selector: String })
  .chain((places) =>
    fc.tuple(
      fc.constant(places),
      ...[0, 1].map(() =>
        fc.array(fc.tuple(fc.nat(15), fc.constantFrom(0, 0.3, 1)), {
          minLength: places.length,
          maxLength: places.length,
        }),
      ),
    ),
  )
  .map(([places, sizes, splits]) => {
    const view = (share: (i: number) => number) =>
      (places as [number, number][]).map(([x, y], i): Square => {
        const people = (sizes as [number, number][])[i]![0]
        const within = Math.round(people * share(i))
        return { x, y, people, parts: [within, people - within] }
      })
    return [
      view((i) => (sizes as [number, number][])[i]![1]),
      view((i) => (splits as [number, number][])[i]![1]),
    ] as const
  })

const sumOf = (squares: readonly Square[], part: number) =>
  squares.reduce((sum, { parts }) => sum + parts[part]!, 0)
const peopleOf = (squares: readonly Square[]) => squares.reduce((sum, { people }) => sum + people, 0)
const isShowable = (count: number) => count === 0 || count >= K

describe('whatever people do where they live', () => {
  test('no part of a cell is from 1 to k − 1, and the cells are everybody or nobody', () => {
    fc.assert(
      fc.property(community, ([squares]) => {
        const cells = cellsOf(squares, K)
        for (const part of [0, 1]) {
          for (const cell of cells) expect(isShowable(sumOf(cell, part))).toBe(true)
          const sum = cells.reduce((all, cell) => all + sumOf(cell, part), 0)
          // So the total less what is shown is nothing, or all of it.
          if (cells.length > 0) expect(sum).toBe(sumOf(squares, part))
        }
        expect(cells.length > 0).toBe([0, 1].every((part) => isShowable(sumOf(squares, part))))
      }),
    )
  })

  test('sums of one view less those of another are nobody or at least k', () => {
    fc.assert(
      fc.property(community, ([one, other]) => {
        const id = ({ x, y }: Square) => `${x},${y}`
        for (const outer of cellsOf(one, K)) {
          const squares = new Set(outer.map(id))
          let rest = peopleOf(outer)
          for (const cell of cellsOf(other, K)) {
            const inside = cell.filter((s) => squares.has(id(s))).length
            if (inside === cell.length) {
              rest -= peopleOf(cell)
              expect(isShowable(rest)).toBe(true)
            } else if (inside > 0) expect(inside).toBe(outer.length) // the other way round
          }
        }
      }),
    )
  })

  test('the order of homes does not matter', () => {
    fc.assert(
      fc.property(community, ([squares]) => {
        const places = (cells: readonly Square[][]) =>
          new Set(
            cells.map((cell) =>
              cell
                .map(({ x, y }) => `${x},${y}`)
                .sort()
                .join(' '),
            ),
          )
        expect(places(cellsOf(squares.toReversed(), K))).toEqual(places(cellsOf(squares, K)))
      }),
    )
  })
})
