import { test } from 'vitest'
import { factMark, factsForDiagnosis } from '#foundation/evidence/read.ts'
import {
  barriers,
  communities,
  dataCounts,
  facilitiesForDiagnosis,
  placeMark,
  residences,
  streetNetwork,
} from '#foundation/place/read.ts'
import { drawTile } from '#foundation/place/tile.ts'
import { inScope, wholeScope } from '#platform/store/db.ts'
import { testDb } from '#platform/store/test-db.ts'
import { generateDistrict } from './generate.ts'
import { loadDistrict } from './load.ts'

const { db } = await testDb()
test('scratch', async () => {
  const t0 = Date.now()
  const d = generateDistrict({})
  const log = (...a: unknown[]) => console.log(...a)
  log(
    'generate',
    Date.now() - t0,
    d.buildings.count,
    d.facilities.length,
    d.facts.length,
    d.map.wayTags.length,
    d.areas.length,
  )
  const t1 = Date.now()
  let last = t1
  const r = await loadDistrict(db, d, (s) => {
    log(s.en, Date.now() - last)
    last = Date.now()
  })
  log('load', Date.now() - t1, Date.now() - last, r)
  const timed = async (name: string, f: () => Promise<unknown>) => {
    const t = performance.now()
    const x = await f()
    log(name, (performance.now() - t).toFixed(0))
    return x
  }
  await inScope(db, wholeScope, async (tx) => {
    for (let i = 0; i < 2; i++) {
      await timed('residences', () => residences(tx))
      await timed('facilities', () => facilitiesForDiagnosis(tx))
      await timed('communities', () => communities(tx))
      await timed('barriers', () => barriers(tx))
      await timed('network', () => streetNetwork(tx))
      await timed('facts', async () => log((await factsForDiagnosis(tx, { holdsOn: '2026-11-23' })).size))
      await timed('marks', async () => log(await placeMark(tx), await factMark(tx)))
      await timed('counts', () => dataCounts(tx))
    }
    const [lon, lat] = [121.555, 29.83]
    for (let z = 8; z <= 17; z++) {
      const x = Math.floor(((lon + 180) / 360) * 2 ** z)
      const r2 = (lat * Math.PI) / 180
      const y = Math.floor(((1 - Math.log(Math.tan(r2) + 1 / Math.cos(r2)) / Math.PI) / 2) * 2 ** z)
      let bytes = 0
      await drawTile(tx, z, x, y)
      await timed('tile ' + z, async () => {
        bytes = (await drawTile(tx, z, x, y)).length
      })
      log('  bytes', bytes)
    }
  })
}, 300000)
