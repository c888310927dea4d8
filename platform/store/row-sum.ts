import { hash } from 'node:crypto'

/** A checksum of a set of rows that does not depend on their order, as tables have none. */
export interface RowSum {
  readonly rows: number
  readonly checksum: string
}

/** Adds up the SHA-256 of every row, in eight lanes of 32 bits that wrap around. */
export class RowSummer {
  #rows = 0
  readonly #lanes = new Uint32Array(8)

  add(row: string): void {
    const digest = hash('sha256', row, 'buffer')
    for (let lane = 0; lane < 8; lane++) this.#lanes[lane]! += digest.readUInt32LE(lane * 4)
    this.#rows++
  }

  get sum(): RowSum {
    return { rows: this.#rows, checksum: Buffer.from(this.#lanes.buffer).toString('hex') }
  }
}
