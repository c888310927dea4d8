import { ADDED } from '../contract.ts'

/** An id for an added facility. Not by `randomUUID`, which a page on plain HTTP within a district's network lacks. */
export const newId = (): string =>
  ADDED + Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('-')
