import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { StoreError } from '#platform/store/refusal.ts'
import { explain } from './report.ts'

test('a refusal is said in its own words, in both languages', () => {
  expect(explain(new StoreError({ zh: '不行。', en: 'No.' }))).toBe('不行。\nNo.')
})

test('what the system refuses is said with the path and its code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jj-report-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const refused = (path: string) => mkdir(path, { recursive: true }).catch(explain)
  expect(await refused(file)).toBe(
    `无法使用 ${file}:它不是目录(EEXIST)。\nCannot use ${file}: it is not a folder (EEXIST).`,
  )
  expect(await refused(join(file, 'x'))).toMatch(
    /上级不是目录\(ENOTDIR\)。\n.* what it lies in is not a folder/,
  )
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  expect(explain(full)).toMatch(/磁盘已满\(ENOSPC\)。\n.*: the disk is full \(ENOSPC\)\.$/)
})

test('a bug is shown with its stack', () => {
  expect(explain(new TypeError('x is not a function'))).toMatch(/^TypeError: x is not a function\n +at /)
  expect(explain('a word')).toBe('a word')
})
