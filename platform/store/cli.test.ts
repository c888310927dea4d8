import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { backupCommand, restoreCommand } from './cli.ts'
import { testDb } from './test-db.ts'

const [source, target] = [await testDb(), await testDb({ migrated: false })]
const folder = await mkdtemp(join(tmpdir(), 'jj-cli-'))
afterAll(() => rm(folder, { recursive: true }))

let printed = ''
beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation((line) => {
    printed += `${line}\n`
  })
})
beforeEach(() => {
  printed = ''
  vi.stubEnv('JIUJING_DATA', folder)
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8')
})

test('backup writes one private file and restore fills an empty database from it, with equal checksums', async () => {
  const file = join(folder, 'all.backup')
  vi.stubEnv('DATABASE_URL', source.url)
  expect(await backupCommand([file])).toBe(0)
  expect(printed).toContain(`备份已写入 ${file}`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const sums = printed.match(/^[0-9a-f]{16} .*$/gm)

  printed = ''
  vi.stubEnv('DATABASE_URL', target.url)
  expect(await restoreCommand([file])).toBe(0)
  expect(printed).toContain('校验和全部一致')
  expect(printed.match(/^[0-9a-f]{16} .*$/gm)).toEqual(sums)
  const migrations = sql`select name, sha256 from migration order by name`
  expect(await migrations.execute(target.owner)).toEqual(await migrations.execute(source.owner))
})

test('a refusal is one sentence in the user’s language and exit code 1', async () => {
  const file = join(folder, 'broken.backup')
  await writeFile(file, (await readFile(join(folder, 'all.backup'))).subarray(1))
  vi.stubEnv('DATABASE_URL', target.url)
  expect(await restoreCommand([file])).toBe(1)
  expect(printed).toContain('不是本系统的备份文件')
  vi.stubEnv('LC_ALL', 'en_US.UTF-8')
  expect(await restoreCommand([file])).toBe(1)
  expect(printed).toContain('is not a backup of Jiujing.')
  expect(await restoreCommand([join(folder, 'absent.backup')])).toBe(1)
  expect(printed).toContain('absent.backup is not there')
  expect(await restoreCommand([])).toBe(2)
})
