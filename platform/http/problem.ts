import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Sentence } from '#core/language/language.ts'
import { InputError } from '#platform/input/input-error.ts'
import { DomainError, errors, type Fault, type Problem, refuse } from './errors.ts'
import { faultOfFile } from './reading.ts'

/** The language the caller reads: English if they ask for it before Chinese, else Chinese. */
export function languageOf(request: { headers: Record<string, unknown> }): keyof Sentence {
  const first = String(request.headers['accept-language'] ?? '').match(/\b(zh|en)\b/i)?.[1]
  return first?.toLowerCase() === 'en' ? 'en' : 'zh'
}

interface SchemaFault {
  instancePath: string
  keyword: string
  params: Record<string, unknown>
  message?: string
}

/** Ajv says it in English; these are the keywords our contracts use, for readers of Chinese. */
const ZH: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
  required: (p) => `缺少“${p.missingProperty}”`,
  additionalProperties: (p) => `不认识“${p.additionalProperty}”`,
  type: (p) => `类型应为 ${p.type}`,
  enum: (p) => `应为 ${(p.allowedValues as unknown[]).join('、')} 之一`,
  minimum: (p) => `不得小于 ${p.limit}`,
  maximum: (p) => `不得大于 ${p.limit}`,
  minLength: (p) => `至少 ${p.limit} 个字符`,
  maxLength: (p) => `最多 ${p.limit} 个字符`,
  maxItems: (p) => `最多 ${p.limit} 项`,
  pattern: (p) => `格式应为 ${p.pattern}`,
  format: (p) => `格式应为 ${p.format}`,
}

const faultOf = ({ instancePath, keyword, params, message }: SchemaFault): Fault => {
  const field = String(params.missingProperty ?? params.additionalProperty ?? instancePath.slice(1))
  const en = message ?? keyword
  return { field: field.replaceAll('/', '.'), reason: { zh: ZH[keyword]?.(params) ?? en, en } }
}

/** What a thrown value means to the caller; `undefined` for a bug, which answers 500 without details. */
function refusalOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error
  if (error instanceof InputError) return refuse('FILE_UNUSABLE', {}, [faultOfFile(error)])
  const { validation, statusCode, code, syscall } = error as {
    validation?: SchemaFault[]
    statusCode?: number
    code?: string
    syscall?: string
  }
  if (validation) return refuse('INPUT_INVALID', {}, validation.map(faultOf))
  if (statusCode === 413) return refuse('BODY_TOO_LARGE')
  if (statusCode === 415) return refuse('MEDIA_UNSUPPORTED')
  if (statusCode === 429) return refuse('TOO_MANY_REQUESTS')
  if (statusCode === 400) return refuse('INPUT_INVALID')
  if (statusCode === 403 || statusCode === 404) return refuse('NOT_FOUND')
  if (statusCode === 406) return refuse('MEDIA_UNSUPPORTED')
  // A number beyond its column, or a NUL in a text: the contract let it through, the store does not.
  if (code === '22003' || code === '22021') return refuse('INPUT_INVALID')
  // A row outside the caller's scope, refused by row-level security.
  if (code === '42501') return refuse('RIGHT_MISSING')
  // PostgreSQL's connection failures (class 08) and shutdown (57P0x), or no socket to connect to: not the caller's doing.
  if (syscall === 'connect' || (code && /^(08...|57P0.)$/.test(code))) return refuse('STORE_UNAVAILABLE')
  return undefined
}

/** Answer a thrown value as RFC 9457 problem details, in the caller's language. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  const language = languageOf(request)
  if (!refusal) request.log.error({ err: error }, 'unexpected error')
  const bug = { zh: '服务器出错,已记录', en: 'The server made an error; it has been logged' }
  const problem: Problem = {
    type: `/api/docs#${refusal?.code ?? 'BUG'}`,
    code: refusal?.code ?? 'BUG',
    title: (refusal?.spec ?? bug)[language],
    status: refusal?.spec.status ?? 500,
    instance: request.id,
    ...(refusal && Object.keys(refusal.detail).length > 0 && { detail: refusal.detail }),
    ...(refusal &&
      refusal.faults.length > 0 && {
        faults: refusal.faults.map(({ reason, ...where }) => ({ ...where, reason: reason[language] })),
      }),
  }
  return reply.code(problem.status).type('application/problem+json').send(problem)
}

export const sendNotFound = (request: FastifyRequest, reply: FastifyReply) =>
  sendProblem(
    new DomainError('NOT_FOUND', errors.NOT_FOUND, { path: request.url.split('?')[0] }),
    request,
    reply,
  )
