import type { Sentence } from '#core/language/language.ts'
/** What may be refused, by code: HTTP status and the sentence a person reads. */
export interface ErrorSpec extends Sentence {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503
}

/** One wrong field or row of what the caller sent. */
export interface Fault {
  /** Name of the file, for an upload. */
  readonly file?: string
  /** Row in that file, counted as a spreadsheet does, from 1. */
  readonly row?: number
  readonly field?: string
  readonly reason: Sentence
}

/** A refusal the caller can act on. Anything else thrown is a bug, and answers 500. */
export class DomainError extends Error {
  override name = 'DomainError'
  readonly code: string
  readonly spec: ErrorSpec
  /** Which record or field, for the reader of the reply and of the log. */
  readonly detail: Readonly<Record<string, unknown>>
  readonly faults: readonly Fault[]
  constructor(
    code: string,
    spec: ErrorSpec,
    detail: Readonly<Record<string, unknown>> = {},
    faults: readonly Fault[] = [],
  ) {
    super(`${code} ${JSON.stringify(detail)}`)
    this.code = code
    this.spec = spec
    this.detail = detail
    this.faults = faults
  }
}

/** A domain's refusals by code, and the function that throws one: `throw refuse('AREA_UNKNOWN', { areaId })`. */
export const refusals =
  <Specs extends Readonly<Record<string, ErrorSpec>>>(specs: Specs) =>
  (code: keyof Specs & string, detail?: Readonly<Record<string, unknown>>, faults?: readonly Fault[]) =>
    new DomainError(code, specs[code]!, detail, faults)

/** Refusals that any route may answer. */
export const errors = {
  INPUT_INVALID: {
    status: 400,
    zh: '提交的内容不符合要求',
    en: 'What was sent does not match what is asked for',
  },
  SIGN_IN_NEEDED: { status: 401, zh: '请先登录', en: 'Please sign in first' },
  RIGHT_MISSING: { status: 403, zh: '您的角色没有这项权限', en: 'Your role does not have this right' },
  ORIGIN_FOREIGN: { status: 403, zh: '请求来自其他网站,已拒绝', en: 'The request came from another site' },
  NOT_FOUND: { status: 404, zh: '没有找到', en: 'Not found' },
  BODY_TOO_LARGE: { status: 413, zh: '提交的内容太大', en: 'What was sent is too large' },
  MEDIA_UNSUPPORTED: { status: 415, zh: '不支持这种格式', en: 'This format is not supported' },
  FILE_UNUSABLE: { status: 422, zh: '这个文件无法使用', en: 'This file cannot be used' },
  TOO_MANY_REQUESTS: {
    status: 429,
    zh: '请求过于频繁,请稍后再试',
    en: 'Too many requests; please try again shortly',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    zh: '数据库暂时无法访问',
    en: 'The database cannot be reached at the moment',
  },
} as const satisfies Readonly<Record<string, ErrorSpec>>

export const refuse = refusals(errors)

/** RFC 9457 problem details as this server writes them; `title` and reasons are in the caller's language. */
export interface Problem {
  readonly type: string
  readonly code: string
  readonly title: string
  readonly status: number
  readonly instance: string
  readonly detail?: Readonly<Record<string, unknown>>
  readonly faults?: readonly { file?: string; row?: number; field?: string; reason: string }[]
}
