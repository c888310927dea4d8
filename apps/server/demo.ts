import type { ReadDistrict } from '#district/diagnosis/read.ts'
import { generateDistrict } from '#examples/yinzhou/generate.ts'
import { loadDistrict } from '#examples/yinzhou/load.ts'
import { loadCases } from '#examples/yinzhou/load-cases.ts'
import { loadLibraryRound } from '#examples/yinzhou/load-library-round.ts'
import { loadProgramme } from '#examples/yinzhou/load-programme.ts'
import { loadWorks } from '#examples/yinzhou/load-works.ts'
import { chinaToday } from '#foundation/evidence/rules.ts'
import { areas } from '#foundation/place/read.ts'
import { inScope, publicScope, wholeScope } from '#platform/store/db.ts'
import type { Store } from '#platform/store/open.ts'
import { refreshStatistics } from '#platform/store/statistics.ts'

type Say = (line: { zh: string; en: string }) => void

/** Load the demo district where the store has no places at all; `towns` makes a smaller one. */
export async function ensureDemoDistrict(
  { db, owner }: Store,
  say: Say,
  towns?: readonly string[],
): Promise<void> {
  const known = await inScope(db, publicScope, (tx) => areas(tx, 'district'))
  if (known.length > 0) return
  say({ zh: '生成演示数据:鄞州区', en: 'Generating the demo district of Yinzhou' })
  let shown = 0
  const district = generateDistrict({
    // What it reports is as recent as the day it is loaded, or it would be overdue from the start.
    month: new Date().toISOString().slice(0, 7),
    ...(towns && { towns }),
    onProgress: (done, { zh, en }) => {
      if (done - shown < 0.1) return
      shown = done
      const share = `${Math.round(done * 100)} %`
      say({ zh: `${zh} ${share}`, en: `${en} ${share}` })
    },
  })
  await loadDistrict(db, district, say, (tx) => loadProgramme(tx, district))
  await refreshStatistics(owner)
}

/** Applications of the demo district, once procedures are in force; a few, and only where there are none. */
export async function ensureDemoCases({ db }: Store): Promise<void> {
  await inScope(db, wholeScope, (tx) => loadCases(tx, chinaToday()))
  await inScope(db, wholeScope, (tx) => loadLibraryRound(tx, chinaToday()))
}

/** Works projects of the demo district, once it has been diagnosed; a few, and only where there are none. */
export async function ensureDemoWorks({ db }: Store, read: ReadDistrict): Promise<void> {
  const district = await read()
  if (!district?.communities.some(({ generated }) => generated)) return
  await inScope(db, wholeScope, (tx) => loadWorks(tx, district, district.parts[0]!.asOf))
}
