import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number]

const [WIDTH, HEIGHT] = [240, 180]
const SKY: Colour = [214, 228, 234]
const GROUND: Colour = [176, 182, 170]
const WINDOW: Colour = [92, 108, 118]
const TREE: Colour = [88, 138, 96]

/** A drawn front of a house as PNG: grey and bare before it is renewed, coloured and with trees after. */
export function drawnHouse(wall: Colour, renewed: boolean): Uint8Array {
  const rows: number[] = []
  for (let y = 0; y < HEIGHT; y++) {
    rows.push(0) // no filter
    for (let x = 0; x < WIDTH; x++) rows.push(...colourAt(x, y, wall, renewed))
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8) // 8 bits a channel, RGB
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Uint8Array.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function colourAt(x: number, y: number, wall: Colour, renewed: boolean): Colour {
  if (y > 150) return GROUND
  const isTree = renewed && [28, 212].some((at) => Math.hypot(x - at, y - 120) < 24)
  if (isTree) return TREE
  if (x < 50 || x > 190 || y < 30) return SKY
  const isWindow = x % 35 > 14 && x % 35 < 30 && y % 30 > 8 && y % 30 < 24
  if (isWindow) return WINDOW
  const grey = Math.round((wall[0] + wall[1] + wall[2]) / 3) - 40
  return renewed ? wall : [grey, grey, grey]
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
