import type { Language } from '#core/language/language.ts'
import { areas } from '#foundation/place/read.ts'
import { decodeShape } from '#foundation/place/rules/shape.ts'
import type { Tx } from '#platform/store/db.ts'
import type { Project } from '../contract.ts'
import { selectCounting } from '../queries/attributes.ts'
import { selectDrawn } from '../queries/list.ts'
import { milestonePack } from '../rules/packs.ts'
import type { Portfolio } from '../views/oc4ids.ts'
import { type Asked, milestonesOn } from './programme.ts'

/** Projects with all that a package of them is made of, as of a day. */
export async function portfolioOf(
  tx: Tx,
  projects: readonly Project[],
  asked: Asked,
  language: Language,
): Promise<Portfolio> {
  const ids = projects.map(({ projectId }) => projectId)
  const rows = await selectCounting(tx, ids, asked)
  const drawn = await selectDrawn(tx, ids)
  const milestones = await milestonesOn(tx, asked)
  return {
    ...{ projects, language, at: new Date(), document: milestonePack.document },
    rows: Map.groupBy(rows, ({ projectId }) => projectId),
    shapes: new Map(drawn.map(({ projectId, shape }) => [projectId, decodeShape(shape)])),
    milestones: Map.groupBy(milestones, ({ subjectId }) => subjectId),
    areas: new Map((await areas(tx)).map((area) => [area.areaId, area])),
  }
}
