import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { insertRows } from './bulk.ts'
import { inScope, wholeScope } from './db.ts'
import { inRollback, testDb } from './test-db.ts'

declare module '#platform/store/db.ts' {
  interface Database {
    parcel: { community_id: string; parcel_id: number; words: string | null }
  }
}

const stores = [[15, await testDb({ version: 15 })] as const, [18, await testDb({ version: 18 })] as const]
for (const [, { owner }] of stores) {
  await sql`create table parcel (community_id text, parcel_id int, words text, counts int[], exact numeric,
    bytes bytea, moment timestamptz, height float8, attributes jsonb, box box, labels text[],
    primary key (community_id, parcel_id))`.execute(owner)
  await sql`select app_tenant('parcel')`.execute(owner)
}

describe.each(stores)('on PostgreSQL %i', (_, { db }) => {
  test('every type arrives as it was given', async () => {
    const columns = [
      'community_id',
      'parcel_id',
      'words',
      'counts',
      'exact',
      'bytes',
      'moment',
      'height',
      'attributes',
      'box',
      'labels',
    ]
    const moment = new Date('2026-03-01T08:09:10.123Z')
    const rows = [
      [
        'a',
        1,
        '九景 "\\\n',
        [1, 2],
        '0.10',
        Buffer.from([0, 255]),
        moment,
        0.1,
        { x: [null] },
        '(2,2),(1,1)',
        [],
      ],
      ['a', 2, undefined, new Int32Array([3]), 12n, null, null, Number.NaN, 'text', null, ['{"', null, 'ü,']],
    ]
    const read = await inRollback(db, async (tx) => {
      await insertRows(tx, 'parcel', columns, rows)
      return (await sql<object>`select * from parcel order by parcel_id`.execute(tx)).rows
    })
    expect(read.map((row) => Object.values(row))).toEqual([
      [...rows[0]!],
      ['a', 2, null, [3], '12', null, null, Number.NaN, 'text', null, ['{"', null, 'ü,']],
    ])
  })

  test('any text and any number survive', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'binary' }).map(withoutNull), fc.double()), { maxLength: 20 }),
        async (given) => {
          const rows = given.map(([words, height], id) => ['a', id, words, height])
          const read = await inRollback(db, async (tx) => {
            await insertRows(tx, 'parcel', ['community_id', 'parcel_id', 'words', 'height'], rows)
            return (await sql<object>`select words, height from parcel order by parcel_id`.execute(tx)).rows
          })
          expect(read.map((row) => Object.values(row))).toEqual(given)
        },
      ),
      { numRuns: 50 },
    ))

  test('more rows than a batch arrive, each once, also when they come from a generator', async () => {
    function* rows() {
      for (let id = 0; id < 12_001; id++) yield ['a', id]
    }
    await inRollback(db, async (tx) => {
      expect(await insertRows(tx, 'parcel', ['community_id', 'parcel_id'], rows())).toBe(12_001)
      const { rows: found } = await sql`select count(*) as n, sum(parcel_id) as s from parcel`.execute(tx)
      expect(found).toEqual([{ n: 12_001, s: 72_006_000 }])
    })
  })

  test('a conflict does what it is told', async () => {
    await inRollback(db, async (tx) => {
      const columns = ['community_id', 'parcel_id', 'words']
      await insertRows(tx, 'parcel', columns, [['a', 1, 'old']])
      const onConflict = '(community_id, parcel_id) do update set words = excluded.words'
      expect(
        await insertRows(
          tx,
          'parcel',
          columns,
          [
            ['a', 1, 'fresh'],
            ['a', 2, 'x'],
          ],
          { onConflict },
        ),
      ).toBe(2)
      const found = await tx.selectFrom('parcel').select('words').orderBy('parcel_id').execute()
      expect(found).toEqual([{ words: 'fresh' }, { words: 'x' }])
    })
  })

  test('one row outside the scope refuses the whole batch', async () => {
    const insert = inScope(db, { ...wholeScope, write: ['a'] }, (tx) =>
      insertRows(
        tx,
        'parcel',
        ['community_id', 'parcel_id'],
        [
          ['a', 1],
          ['b', 1],
        ],
      ),
    )
    await expect(insert).rejects.toMatchObject({ code: '42501' })
  })

  test('a row of the wrong length is refused', async () => {
    await expect(insertRows(db, 'parcel', ['community_id', 'parcel_id'], [['a']])).rejects.toThrow(RangeError)
  })
})

/** PostgreSQL's text cannot hold U+0000, nor can UTF-8 hold half a surrogate pair. */
function withoutNull(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
