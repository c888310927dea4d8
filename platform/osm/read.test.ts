import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { createOSMStream } from 'osm-pbf-parser-node'
import { describe, expect, test } from 'vitest'
import { InputError } from '#platform/input/input-error.ts'
import type { InputCode } from '#platform/input/input-errors.ts'
import { pbfBlob, pbfFile, pbfHeader, proto, stringTable, varints, zigzags, zlibBlob } from './osm-fixture.ts'
import { readOsm } from './read.ts'

const data = '../shared/data'
const noData = !existsSync(data)
if (noData) console.log(`${data} is missing: maps of real places are not read`)

const xml = (body: string) =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n${body}\n</osm>`)
const node = (id: number, lon: number | string, lat: number | string, inside = '') =>
  `<node id="${id}" lon="${lon}" lat="${lat}">${inside}</node>`
const small = xml(`
  ${node(1, 121.5, 29.8)}
  ${node(-2, 121.6, 29.9, '<tag k="amenity" v="school"/><tag k="name" v="东柳小学"/>')}
  <way id="7"><nd ref="1"/><nd ref="99"/><nd ref="-2"/><tag k="highway" v="footway"/></way>
  <relation id="9"><member type="way" ref="7" role="outer"/><member type="node" ref="5" role=""/></relation>`)

describe('a map in XML', () => {
  test('becomes typed arrays; references to nodes outside the file are dropped', async () => {
    const map = await readOsm(small)
    expect(Array.from(map.lon)).toEqual([121.5, 121.6])
    expect(Array.from(map.lat)).toEqual([29.8, 29.9])
    expect(Array.from(map.nodeId!)).toEqual([1, -2])
    expect(map.nodeTags).toEqual(new Map([[1, { amenity: 'school', name: '东柳小学' }]]))
    expect(Array.from(map.wayFirst)).toEqual([0, 2])
    expect(Array.from(map.wayNode)).toEqual([0, 1])
    expect(map.wayTags).toEqual([{ highway: 'footway' }])
    expect(map.relations).toEqual([
      {
        id: 9,
        tags: {},
        members: [
          { type: 'way', index: 0, role: 'outer' },
          { type: 'node', index: -1, role: '' },
        ],
      },
    ])
  })

  test('is read alike when gzipped, with a byte order mark, and with ways before nodes', async () => {
    const map = await readOsm(small)
    expect(await readOsm(gzipSync(small))).toEqual(map)
    expect(await readOsm(Buffer.concat([Buffer.from('\ufeff'), small]))).toEqual(map)
    const turned = await readOsm(xml(`<way id="7"><nd ref="1"/></way>${node(1, 1, 2)}`))
    expect(Array.from(turned.wayNode)).toEqual([0])
  })

  test('leaves out what an editor has deleted', async () => {
    const map = await readOsm(
      xml(`${node(1, 1, 1)}<node id="2" action="delete"/><way id="3" visible="false"><nd ref="1"/></way>`),
    )
    expect(map.lon.length).toBe(1)
    expect(map.wayTags.length).toBe(0)
  })
})

/** Two nodes, dense, with tags; one way; offsets and granularity that are not the default. */
const block = proto(
  [1, stringTable('', 'highway', 'footway', 'name', '九曲桥')],
  [
    2,
    proto([
      2,
      proto([1, zigzags(5, 2 ** 33)], [8, zigzags(10, 5)], [9, zigzags(-20, 30)], [10, varints(0, 3, 4, 0)]),
    ]),
  ],
  [2, proto([3, proto([1, -6], [2, varints(1)], [3, varints(2)], [8, zigzags(5, 2 ** 33)])])],
  [17, 1000],
  [19, -2_000_000_000],
  [20, 1_000_000_000],
)

describe('a map in pbf', () => {
  test('is scaled by its granularity and offsets and keeps ids of 64 bits', async () => {
    const map = await readOsm(pbfFile(block))
    expect(Array.from(map.nodeId!)).toEqual([5, 5 + 2 ** 33])
    expect(Array.from(map.wayId!)).toEqual([-6])
    expect(Array.from(map.lat)).toEqual([-1.99999, -1.999985].map((v) => expect.closeTo(v, 9)))
    expect(Array.from(map.lon)).toEqual([0.99998, 1.00001].map((v) => expect.closeTo(v, 9)))
    expect(map.nodeTags).toEqual(new Map([[1, { name: '九曲桥' }]]))
    expect(map.wayTags).toEqual([{ highway: 'footway' }])
    expect(Array.from(map.wayNode)).toEqual([0, 1])
  })

  test('reports progress up to the whole and can be stopped', async () => {
    const shares: number[] = []
    await readOsm(pbfFile(block), { onProgress: (share) => shares.push(share) })
    expect(shares.at(-1)).toBe(1)
    await expect(readOsm(pbfFile(block), { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow(
      'stop',
    )
  })

  test('with any bytes changed ends in a map or an InputError, never in anything else', async () => {
    const good = pbfFile(block)
    const change = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bad = Buffer.from(good)
        for (const { at, byte } of changes) bad[at] = byte
        await readOsm(bad).catch((error) => expect(error).toBeInstanceOf(InputError))
      }),
      { numRuns: 300 },
    )
  })

  test('with any bytes of its block changed before packing likewise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(block.length - 1), fc.nat(255), async (at, byte) => {
        const bad = Buffer.from(block)
        bad[at] = byte
        await readOsm(pbfFile(bad)).catch((error) => expect(error).toBeInstanceOf(InputError))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a file that is no map is refused with place and reason', () => {
  const good = pbfFile(block)
  const bomb = pbfBlob('OSMData', zlibBlob(Buffer.alloc(33 << 20)))
  const cases: [string, Uint8Array, InputCode, object][] = [
    ['empty file', Buffer.alloc(0), 'FILE_EMPTY', {}],
    ['empty gzip', gzipSync(''), 'FILE_EMPTY', {}],
    ['zip', Buffer.from('PK\x03\x04...'), 'FILE_KIND', {}],
    ['text', Buffer.from('lon,lat\n1,2'), 'FILE_KIND', {}],
    ['GeoJSON', Buffer.from('{"type":"FeatureCollection"}'), 'FILE_KIND', {}],
    ['web page', Buffer.from('<!DOCTYPE html><html></html>'), 'FILE_KIND', {}],
    ['other XML', Buffer.from('<gpx>\n</gpx>'), 'FILE_KIND', { line: 1 }],
    ['map without nodes', xml(''), 'NOTHING_INSIDE', {}],
    ['truncated gzip', gzipSync(small).subarray(0, 100), 'FILE_TRUNCATED', {}],
    ['damaged gzip', Buffer.concat([gzipSync(small).subarray(0, 40), Buffer.alloc(99)]), 'FILE_DAMAGED', {}],
    ['cut-off XML', small.subarray(0, -30), 'FILE_TRUNCATED', { line: 7 }],
    ['broken XML', xml('<node id="1" lon="1" lat="1"></way>'), 'SYNTAX', { line: 3 }],
    ['bare &', xml('<node id="1" lon="1" lat="1"><tag k="a" v="b & c"/></node>'), 'SYNTAX', {}],
    ['GBK in XML', Buffer.concat([xml('').subarray(0, -6), Buffer.from([0xb6, 0xab, 0xc1])]), 'ENCODING', {}],
    [
      'longitude 221.5',
      xml(node(4, 221.5, 29)),
      'OUT_OF_RANGE',
      { line: 3, element: 'node 4', field: 'lon' },
    ],
    ['latitude 91', xml(node(4, 121, 91)), 'OUT_OF_RANGE', { line: 3, element: 'node 4', field: 'lat' }],
    ['latitude a word', xml(node(4, 121, 'x')), 'NOT_A_NUMBER', { line: 3, element: 'node 4', field: 'lat' }],
    ['latitude empty', xml(node(4, 121, '')), 'NOT_A_NUMBER', { field: 'lat' }],
    [
      'node without latitude',
      xml('<node id="4" lon="1"/>'),
      'VALUE_MISSING',
      { element: 'node 4', field: 'lat' },
    ],
    [
      'way without nodes',
      xml(`${node(1, 1, 1)}\n<way id="8"/>`),
      'WAY_WITHOUT_NODES',
      { line: 4, element: 'way 8' },
    ],
    [
      'reference a word',
      xml('<way id="8"><nd ref="x"/></way>'),
      'NOT_A_NUMBER',
      { element: 'way 8', field: 'ref' },
    ],
    ['cut-off pbf', good.subarray(0, -5), 'FILE_TRUNCATED', { byte: pbfHeader.length }],
    [
      'pbf cut off in a length',
      good.subarray(0, pbfHeader.length + 2),
      'FILE_TRUNCATED',
      { byte: pbfHeader.length },
    ],
    [
      'huge block header',
      Buffer.concat([pbfHeader, Buffer.alloc(64, 255)]),
      'FILE_DAMAGED',
      { byte: pbfHeader.length },
    ],
    ['unpacking to 33 MB', Buffer.concat([pbfHeader, bomb]), 'FILE_DAMAGED', { byte: pbfHeader.length }],
    [
      'lz4',
      Buffer.concat([pbfHeader, pbfBlob('OSMData', proto([6, 'x']))]),
      'COMPRESSION',
      { byte: pbfHeader.length },
    ],
    ['history', pbfBlob('OSMHeader', zlibBlob(proto([4, 'HistoricalInformation']))), 'FEATURE', { byte: 0 }],
    ['block without data', Buffer.concat([pbfHeader, pbfBlob('OSMData', proto([2, 5]))]), 'FILE_DAMAGED', {}],
    [
      'unknown string',
      pbfFile(proto([2, proto([3, proto([1, 1], [2, varints(9)], [3, varints(9)], [8, zigzags(1)])])])),
      'FILE_DAMAGED',
      {},
    ],
    [
      'pbf latitude 200',
      pbfFile(proto([2, proto([1, proto([1, 2], [8, 4e9], [9, 0])])])),
      'OUT_OF_RANGE',
      { element: 'node 1', field: 'lat' },
    ],
    [
      'pbf way without nodes',
      pbfFile(proto([2, proto([3, proto([1, 8])])])),
      'WAY_WITHOUT_NODES',
      { element: 'way 8' },
    ],
  ]
  test.each(cases)('%s', async (_, bytes, code, place) => {
    const error = await readOsm(bytes, { name: 'city.osm' }).then(
      () => undefined,
      (caught) => caught,
    )
    expect(error).toBeInstanceOf(InputError)
    expect(error.toProblem()).toMatchObject({ code, file: 'city.osm', ...place })
  })

  test('a missing file', async () => {
    await expect(readOsm('no/such.osm.pbf')).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      file: 'such.osm.pbf',
    })
  })

  test('a line of 200 MB, refused after the first megabyte', async () => {
    const start = Buffer.from('<osm><node id="1" lon="1" lat="1"><tag k="name" v="')
    const long = Buffer.concat([start, Buffer.alloc(200 << 20, 'a')])
    const before = process.memoryUsage().rss
    await expect(readOsm(long)).rejects.toMatchObject({ code: 'LINE_TOO_LONG' })
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20)
  })
})

/** What the oracle gives: its own types leave the fields out. */
interface OracleItem {
  readonly type?: 'node' | 'way' | 'relation'
  readonly id: number
  readonly lon: number
  readonly refs: readonly number[]
  readonly tags?: Record<string, string>
}

describe.skipIf(noData)('maps of real places', () => {
  test('Porto equals what osm-pbf-parser-node reads, entity by entity', async () => {
    const path = `${data}/osm-porto/porto.osm.pbf`
    const map = await readOsm(path)
    const at = { node: 0, way: 0, relation: 0 }
    for await (const found of createOSMStream(path, { withTags: true }) as AsyncIterable<OracleItem>) {
      if (!found.type) continue // the header
      const index = at[found.type]++
      if (found.type === 'node') {
        if (map.nodeId![index] !== found.id || Math.abs(map.lon[index]! - found.lon) > 1e-9)
          expect.fail(`node ${found.id}`)
        if (found.tags || map.nodeTags.has(index)) expect(map.nodeTags.get(index)).toEqual(found.tags)
      } else if (found.type === 'way') {
        const refs = map.wayNode.subarray(map.wayFirst[index], map.wayFirst[index + 1])
        expect(Array.from(refs, (n) => map.nodeId![n])).toEqual(found.refs)
        expect(map.wayTags[index]).toEqual(found.tags ?? {})
      } else expect(map.relations[index]).toMatchObject({ id: found.id, tags: found.tags ?? {} })
    }
    expect(at).toEqual({ node: map.lon.length, way: map.wayTags.length, relation: map.relations.length })
    expect(at).toEqual({ node: 347_944, way: 51_458, relation: 357 })
  }, 30_000)

  test.each([
    ['r5r-poa/poa_osm.pbf', 43_264, 16_032],
    ['osm-graphhopper/monaco.osm.gz', 13_739, 1_944],
    ['osm-graphhopper/north-bayreuth.osm.gz', 58_631, 7_801],
    ['osm-graphhopper/andorra.osm.pbf', 69_644, undefined],
  ])(
    '%s has the counts its source states',
    async (path, nodes, ways) => {
      const map = await readOsm(`${data}/${path}`)
      expect(map.lon.length).toBe(nodes)
      if (ways) expect(map.wayTags.length).toBe(ways)
    },
    30_000,
  )

  test('a gzipped map read as plain XML is the same map', async () => {
    const packed = await readFile(`${data}/osm-graphhopper/monaco.osm.gz`)
    expect(await readOsm(gunzipSync(packed))).toEqual(await readOsm(packed))
  })
})
