/**
 * A 4-ary min-heap of (key, value) pairs in typed arrays, growing as needed.
 * Four children per node: shallower than a binary heap and the four keys lie in one cache line.
 */
export class MinHeap {
  size = 0
  #keys = new Float64Array(1024)
  #values = new Uint32Array(1024)

  /** The least key; to be asked only while `size > 0`. */
  get topKey(): number {
    return this.#keys[0]!
  }

  push(key: number, value: number): void {
    if (this.size === this.#keys.length) this.#grow()
    const keys = this.#keys
    const values = this.#values
    let i = this.size++
    while (i > 0) {
      const parent = (i - 1) >> 2
      if (keys[parent]! <= key) break
      keys[i] = keys[parent]!
      values[i] = values[parent]!
      i = parent
    }
    keys[i] = key
    values[i] = value
  }

  /** Takes out the value with the least key; to be called only while `size > 0`. */
  pop(): number {
    const keys = this.#keys
    const values = this.#values
    const top = values[0]!
    const size = --this.size
    const key = keys[size]!
    const value = values[size]!
    let i = 0
    for (;;) {
      const firstChild = 4 * i + 1
      if (firstChild >= size) break
      const end = Math.min(firstChild + 4, size)
      let least = firstChild
      for (let c = firstChild + 1; c < end; c++) if (keys[c]! < keys[least]!) least = c
      if (keys[least]! >= key) break
      keys[i] = keys[least]!
      values[i] = values[least]!
      i = least
    }
    keys[i] = key
    values[i] = value
    return top
  }

  #grow(): void {
    const keys = this.#keys
    const values = this.#values
    this.#keys = new Float64Array(2 * keys.length)
    this.#values = new Uint32Array(2 * values.length)
    this.#keys.set(keys)
    this.#values.set(values)
  }
}
