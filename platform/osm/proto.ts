/** Thrown by `Proto` when the bytes are no protocol buffer message; the caller adds file and place. */
export class ProtoError extends Error {}

export const VARINT = 0
export const BYTES = 2

/**
 * Reads a protocol buffer message from bytes, with the caller keeping the schema.
 * Never reads outside `bytes`: whatever they hold, it ends in values or in a `ProtoError`.
 */
export class Proto {
  readonly bytes: Uint8Array
  readonly end: number
  position: number
  /** Wire type of the field that `field` read last. */
  wire = 0

  constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
    this.bytes = bytes
    this.position = position
    this.end = end
  }

  get done(): boolean {
    return this.position >= this.end
  }

  /** Number of the next field; its wire type is then in `wire`. */
  field(): number {
    const key = this.varint()
    this.wire = key & 7
    return key >>> 3
  }

  /** An unsigned varint below 2⁵³; larger ones lose their lowest bits. */
  varint(): number {
    let byte = this.#next()
    if (byte < 0x80) return byte
    let value = byte & 0x7f
    let scale = 0x80
    for (let i = 1; i < 10; i++) {
      byte = this.#next()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 0x80
    }
    throw new ProtoError('a number has more than 10 bytes')
  }

  /** A zigzag-coded varint, sint32 or sint64. */
  zigzag(): number {
    const value = this.varint()
    if (value < 2 ** 31) return (value >>> 1) ^ -(value & 1)
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** A varint in two's complement, int32 or int64. */
  int64(): number {
    const start = this.position
    const value = this.varint()
    if (value < 2 ** 53) return value
    let exact = 0n
    for (let at = this.position - 1; at >= start; at--) exact = (exact << 7n) | BigInt(this.bytes[at]! & 0x7f)
    return Number(BigInt.asIntN(64, exact))
  }

  /** The message, string or packed array of the field just read. */
  message(): Proto {
    if (this.wire !== BYTES) throw new ProtoError(`wire type ${this.wire} where bytes were expected`)
    const length = this.varint()
    const start = this.position
    if (length > this.end - start) throw new ProtoError('a field reaches beyond its message')
    this.position = start + length
    return new Proto(this.bytes, start, this.position)
  }

  /** The bytes of this message that are still unread. */
  rest(): Uint8Array {
    return this.bytes.subarray(this.position, this.end)
  }

  skip(): void {
    if (this.wire === VARINT) this.varint()
    else if (this.wire === BYTES) this.message()
    else if (this.wire === 1) this.position += 8
    else if (this.wire === 5) this.position += 4
    else throw new ProtoError(`unknown wire type ${this.wire}`)
  }

  #next(): number {
    if (this.position >= this.end) throw new ProtoError('a message ends too early')
    return this.bytes[this.position++]!
  }
}
