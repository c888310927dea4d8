import libraries from '#packs/libraries/yinzhou-2021.json' with { type: 'json' }
import milestones from '#packs/milestones/yinzhou-2021.json' with { type: 'json' }
import quotas from '#packs/quotas/yinzhou-2021.json' with { type: 'json' }
import schedules from '#packs/schedules/future-community.json' with { type: 'json' }
import { readLibraryPack } from './library-pack.ts'
import { readMilestonePack } from './milestone-pack.ts'
import { readQuotaPack } from './quota-pack.ts'
import { readSchedulePack } from './schedule-pack.ts'

/** The plan's twenty dated milestones. Source: packs/milestones. */
export const milestonePack = readMilestonePack(milestones, 'milestones/yinzhou-2021')

/** The plan's quotas. Source: packs/quotas. */
export const quotaPack = readQuotaPack(quotas, 'quotas/yinzhou-2021', milestonePack.milestones)

/** Which stages are in which library. Source: packs/libraries. */
export const libraryPack = readLibraryPack(libraries, 'libraries/yinzhou-2021')

/** Steps of a creation project, to count back from a deadline. Source: packs/schedules. */
export const schedulePack = readSchedulePack(schedules, 'schedules/future-community')
