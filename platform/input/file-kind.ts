const kinds = [
  ['gzip', [0x1f, 0x8b]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
] as const

export type FileKind = (typeof kinds)[number][0] | 'osm.pbf' | 'xml' | 'html' | 'json' | 'text' | 'binary'

/** What a file is, by its first bytes (512 are plenty), whatever its name says. */
export function fileKind(head: Uint8Array): FileKind {
  const found = kinds.find(([, magic]) => magic.every((byte, i) => head[i] === byte))
  if (found) return found[0]
  const text = new TextDecoder('latin1').decode(head)
  if (text.slice(6, 15) === 'OSMHeader') return 'osm.pbf'
  const start = text.replace(/^(\xef\xbb\xbf)?\s*/, '').toLowerCase()
  if (start.startsWith('<html') || start.startsWith('<!doctype html')) return 'html'
  if (start.startsWith('<')) return 'xml'
  if (/^[{[]/.test(start)) return 'json'
  // UTF-16 has zero bytes, which are text only behind its byte order mark.
  return text.includes('\0') && !/^(\xff\xfe|\xfe\xff)/.test(text) ? 'binary' : 'text'
}
