import { resolve } from 'node:path'
import type { Sentence } from '#core/language/language.ts'
import { type BackupReport, backup } from './backup.ts'
import { openStore, type Store } from './open.ts'
import { StoreError } from './refusal.ts'
import { restore } from './restore.ts'

/** `npm run backup -- [FILE]`: one file of everything, while the server runs. Returns the exit code. */
export async function backupCommand([file]: string[]): Promise<number> {
  const out = resolve(file ?? `jiujing-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.backup`)
  return await withStore(async (store) => {
    const report = await backup(store.owner, store, out)
    printReport(report)
    say({ zh: `备份已写入 ${out}`, en: `Backup written to ${out}` })
  })
}

/** `npm run restore -- FILE`: fills an empty store. Returns the exit code. */
export async function restoreCommand([file]: string[]): Promise<number> {
  if (!file) {
    say({ zh: '用法:npm run restore -- 文件', en: 'Usage: npm run restore -- FILE' })
    return 2
  }
  return await withStore(async (store) => {
    await store.claimServer()
    const report = await restore(store.owner, store, resolve(file))
    printReport(report)
    say({
      zh: `已恢复到 ${store.where},校验和全部一致`,
      en: `Restored into ${store.where}, all checksums equal`,
    })
  })
}

async function withStore(body: (store: Store) => Promise<void>): Promise<number> {
  try {
    const store = await openStore({ migrated: false, progress: say })
    await body(store).finally(() => store.close())
    return 0
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    say(error)
    return 1
  }
}

function printReport({ createdAt, tables, files, sha256 }: BackupReport): void {
  for (const [table, { rows, checksum }] of Object.entries(tables)) {
    console.log(`${checksum.slice(0, 16)}  ${String(rows).padStart(10)}  ${table}`)
  }
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
  say({
    zh: `${createdAt}:${Object.keys(tables).length} 张表 ${rows} 行,${files.count} 个文件 ${files.bytes} 字节,sha256 ${sha256}`,
    en: `${createdAt}: ${Object.keys(tables).length} tables of ${rows} rows, ${files.count} files of ${files.bytes} bytes, sha256 ${sha256}`,
  })
}

function say({ zh, en }: Sentence): void {
  const language = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  console.log(language.startsWith('zh') ? zh : en)
}
