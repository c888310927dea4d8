import type { Static, TSchema } from 'typebox'

/** One HTTP operation, described once: the server, the OpenAPI document and the typed client all read it. */
export interface RouteContract {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path with `:name` parameters, e.g. `/api/communities/:communityId`. */
  readonly path: string
  readonly summary: string
  /** The right a caller needs; without it anyone may call. */
  readonly right?: string
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** Largest upload in bytes; the route then takes one file as multipart form data, and `body` its other fields. */
  readonly upload?: number
  readonly reply: TSchema
  /** Media type, where the reply is bytes (a tile, a table, a report) and not JSON. */
  readonly produces?: string
}

type Part<C, K extends string> = C extends { readonly [P in K]: infer S extends TSchema }
  ? Static<S>
  : undefined

export interface Input<C extends RouteContract> {
  params: Part<C, 'params'>
  query: Part<C, 'query'>
  body: Part<C, 'body'>
}

/** A reply that is not JSON. */
export interface Bytes {
  readonly bytes: Uint8Array | string
  /** Overrides the contract's `produces`, where one route offers several formats. */
  readonly type?: string
  /** Given, the browser saves the reply under this name instead of showing it. */
  readonly filename?: string
  /** Seconds a browser may keep the reply; without it, it must ask each time. */
  readonly keepSeconds?: number
  /** Names this state of the reply: a browser that has it already is answered 304. */
  readonly etag?: string
}

export type Reply<C extends RouteContract> = C extends { readonly produces: string }
  ? Bytes
  : Static<C['reply']>

/** Keep the literal types of a contract. */
export const route = <const C extends RouteContract>(contract: C): C => contract

/** The path of an operation with its parameters filled in and its query appended. */
export function urlOf<C extends RouteContract>(contract: C, input: Partial<Input<C>> = {}): string {
  const params = (input.params ?? {}) as Readonly<Record<string, unknown>>
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = Object.entries((input.query ?? {}) as Readonly<Record<string, unknown>>)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}
