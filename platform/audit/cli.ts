import { parseArgs } from 'node:util'
import type { Fault, Head } from '#core/chain/chain.ts'
import { openStore } from '#platform/store/open.ts'
import { drillStore } from './drill.ts'
import { headsFile, headText, keptHeads, parseHead } from './heads.ts'
import { type AuditVerdict, verifyAudit } from './read.ts'

const FAULTS: Record<Fault, { zh: string; en: string }> = {
  missing: { zh: '该处记录缺失或被移动', en: 'the entry that belongs there is missing or was moved' },
  detached: { zh: '与前一条记录不衔接', en: 'the entry does not follow the one before it' },
  changed: { zh: '记录内容被修改', en: 'the entry was changed' },
  rewritten: {
    zh: '从此处或更早起整条链被重写,与另行保存的链首不符',
    en: 'the log was written anew up to here: its hash is not the one that was kept',
  },
}

/**
 * `npm run verify:audit`: checks the whole log against itself, the heads kept beside the data, and heads given as
 * `--head NUMBER:HASH`. Prints the head to keep; the exit code is 0 only if the log is sound. With `--drill` it spoils a
 * copy of the log instead, a byte at a time, and prints as JSON how often that was found and located.
 */
export async function auditVerifyCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      head: { type: 'string', multiple: true },
      heads: { type: 'string' },
      drill: { type: 'boolean' },
    },
  })
  const given = (values.head ?? []).map(parseHead)
  const store = await openStore()
  try {
    if (values.drill) {
      const drill = await drillStore(store.db)
      console.log(JSON.stringify(drill))
      return drill.located === drill.flips ? 0 : 1
    }
    const file = values.heads ?? headsFile(store.dataDir)
    const kept: Head[] = [...(await keptHeads(file)), ...given]
    const verdict = await verifyAudit(store.db, kept)
    const { zh, en } = sentence(verdict, kept.length)
    console.log(`${zh}\n${en}`)
    return verdict.sound ? 0 : 1
  } finally {
    await store.close()
  }
}

function sentence(verdict: AuditVerdict, keptCount: number): { zh: string; en: string } {
  if (!verdict.sound) {
    const { zh, en } = FAULTS[verdict.fault]
    return {
      zh: `审计日志在第 ${verdict.sequence} 条处损坏:${zh}。若数据是从旧备份恢复的,属正常。`,
      en: `The audit log is broken at entry ${verdict.sequence}: ${en}. Expected after restoring an older backup.`,
    }
  }
  const { sequence } = verdict.head
  const head = sequence > 0 ? headText(verdict.head) : '–'
  return {
    zh: `审计日志完好:${sequence} 条,对照了 ${keptCount} 个保存的链首,另有 ${verdict.unsealed} 条待入链。请另存:${head}`,
    en: `The audit log is sound: ${sequence} entries, ${keptCount} kept heads met, ${verdict.unsealed} not in the chain yet. Keep elsewhere: ${head}`,
  }
}
