import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fileKind } from './file-kind.ts'

test.each<[string, Uint8Array | string]>([
  ['gzip', gzipSync('x')],
  ['zip', 'PK\x03\x04'],
  ['pdf', '%PDF-1.7'],
  ['osm.pbf', '\0\0\0\x0d\x0a\x09OSMHeader'],
  ['xml', '\ufeff  <?xml version="1.0"?>'],
  ['html', '<!DOCTYPE HTML>'],
  ['json', ' {"type":'],
  ['text', '名称,面积'],
  ['text', Buffer.from('\ufeff名称', 'utf16le')],
  ['binary', 'ab\0cd'],
])('%s is told by its first bytes', (kind, head) => {
  expect(fileKind(Buffer.from(head as string))).toBe(kind)
})
