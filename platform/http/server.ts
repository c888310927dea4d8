import { randomUUID } from 'node:crypto'
import ajvCompiler from '@fastify/ajv-compiler'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { type Db, inScope, type Tx } from '#platform/store/db.ts'
import { type Authenticate, type Caller, STRANGER } from './caller.ts'
import { refuse } from './errors.ts'
import { addOpenApi } from './openapi.ts'
import { sendNotFound, sendProblem } from './problem.ts'
import type { Bytes, Input, Reply, RouteContract } from './route.ts'

/** What a handler is given beside its input. */
export interface Call {
  readonly db: Db
  readonly caller: Caller
  readonly requestId: string
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal
  readonly upload?: Upload
  readonly setCookie: (name: string, value: string, maxAgeSeconds: number) => void
  /** Scheme and host that the caller used, e.g. `http://localhost:8080`. */
  readonly origin: string
}

/** One uploaded file, held in memory up to the contract's limit. */
export interface Upload {
  readonly filename: string
  readonly bytes: Uint8Array
}

export interface Handler<C extends RouteContract> {
  readonly contract: C
  readonly answer: (input: Input<C>, call: Call) => Promise<Reply<C>>
}

/**
 * A route's contract with the function that answers it inside one transaction in the caller's scope: rows outside it
 * do not exist there. The transaction is read-only for GET.
 */
export const handle = <C extends RouteContract>(
  contract: C,
  answer: (input: Input<C>, call: Call & { readonly tx: Tx }) => Promise<Reply<C>>,
): Handler<C> => ({
  contract,
  answer: (input, call) =>
    inScope(call.db, call.caller.scope, (tx) => answer(input, { ...call, tx }), {
      readOnly: contract.method === 'GET',
    }),
})

/** As `handle`, for work that opens transactions of its own or none, such as an import or a tile from memory. */
export const handleAlone = <C extends RouteContract>(
  contract: C,
  answer: Handler<C>['answer'],
): Handler<C> => ({
  contract,
  answer,
})

/** A domain's routes, mounted by the app. */
// biome-ignore lint/suspicious/noExplicitAny: the element types differ from route to route
export type Routes = readonly Handler<any>[]

export interface ServerOptions {
  readonly db: Db
  readonly routes: Routes
  readonly authenticate?: Authenticate
  readonly version: string
  /** Log to standard output as JSON lines. */
  readonly log?: boolean | object
  /** Answers what no route does, such as the pages of the console. */
  readonly fallback?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply
  /** Believe the `x-forwarded-*` headers of a proxy in front; without one, anybody could write them. */
  readonly trustProxy?: boolean
  /** Requests a minute from one address; 0 for no limit. */
  readonly requestsPerMinute?: number
}

/**
 * The HTTP server of some domains' routes: contracts checked at the door, one transaction a call in the caller's
 * scope, refusals as problem details, OpenAPI at `/api/openapi.json`, security headers.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.log ?? false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: 1024 * 1024,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  })
  app.setValidatorCompiler<TSchema>((part) => (part.httpPart === 'body' ? ofJson : ofTexts)(part))
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler(options.fallback ?? sendNotFound)
  await secure(app, options.requestsPerMinute ?? 1200)
  await app.register(multipart, { limits: { files: 1, fields: 20 } })
  await app.register(compress, { threshold: 1024 })
  await addOpenApi(app, options.version)
  await app.register(async (scoped) => {
    for (const handler of options.routes) mount(scoped, handler, options)
  })
  return app
}

/** Texts of an address and of form fields become numbers; JSON has types of its own, and there null is not 0. */
const validators = (coerceTypes: 'array' | false) =>
  ajvCompiler()({}, { customOptions: { coerceTypes, removeAdditional: false, allErrors: true } })
const [ofTexts, ofJson] = [validators('array'), validators(false)]

async function secure(app: FastifyInstance, requestsPerMinute: number): Promise<void> {
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // MapLibre runs a worker from a blob and draws images it makes itself; antd writes style elements.
        workerSrc: ["'self'", 'blob:'],
        // The engine's kernel is WebAssembly; this allows no script.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        connectSrc: ["'self'"],
        // A district may install this on a plain-HTTP intranet, where upgrading would break every page.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })
  if (requestsPerMinute > 0) await app.register(rateLimit, { max: requestsPerMinute, timeWindow: '1 minute' })
  // Session cookies are SameSite=Strict; this also stops a foreign page that a lenient browser lets through.
  app.addHook('onRequest', async ({ method, headers }) => {
    if (method === 'GET' || method === 'HEAD' || !headers.origin) return
    if (!URL.canParse(headers.origin) || new URL(headers.origin).host !== headers.host)
      throw refuse('ORIGIN_FOREIGN')
  })
}

function mount(app: FastifyInstance, handler: Handler<RouteContract>, options: ServerOptions): void {
  const { method, path, summary, params, query, body, reply, produces, right, upload } = handler.contract
  app.route({
    method,
    url: path,
    ...(upload && { bodyLimit: upload }),
    schema: {
      summary,
      tags: [path.split('/')[2] ?? 'api'],
      ...(right && { description: `Needs the right \`${right}\`.` }),
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && !upload && { body }),
      ...(upload && { consumes: ['multipart/form-data'] }),
      ...(produces ? { produces: [produces] } : { response: { 200: reply } }),
    },
    handler: async (request, answer) => {
      const caller = (await options.authenticate?.(request)) ?? STRANGER
      if (right && !caller.rights.has(right))
        throw refuse(caller.accountId ? 'RIGHT_MISSING' : 'SIGN_IN_NEEDED', { right })
      const file = upload ? await receive(request, upload, body) : undefined
      const input = { params: request.params, query: request.query, body: file?.fields ?? request.body }
      const result = await handler.answer(
        input as never,
        callOf(request, answer, options.db, caller, file?.upload),
      )
      return produces ? sendBytes(request, answer, produces, result as Bytes) : result
    },
  })
}

function callOf(request: FastifyRequest, reply: FastifyReply, db: Db, caller: Caller, upload?: Upload): Call {
  const hangUp = new AbortController()
  reply.raw.once('close', () => reply.raw.writableFinished || hangUp.abort())
  return {
    db,
    caller,
    requestId: request.id,
    signal: hangUp.signal,
    ...(upload && { upload }),
    setCookie: (name, value, maxAge) =>
      void reply.setCookie(name, value, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        maxAge,
      }),
    origin: `${request.protocol}://${request.host}`,
  }
}

/** The one file of a multipart request and its plain fields. */
async function receive(request: FastifyRequest, limit: number, fieldSchema: TSchema | undefined) {
  const part = await request.file({ limits: { fileSize: limit } })
  if (!part)
    throw refuse('INPUT_INVALID', {}, [
      { field: 'file', reason: { zh: '缺少文件', en: 'the file is missing' } },
    ])
  const bytes = await part.toBuffer()
  const fields = Object.fromEntries(
    Object.entries(part.fields).flatMap(([name, field]) =>
      field && 'value' in field ? [[name, String(field.value)]] : [],
    ),
  )
  if (fieldSchema) {
    const validate = request.compileValidationSchema(fieldSchema)
    if (!validate(fields)) throw Object.assign(new Error('fields'), { validation: validate.errors })
  }
  return { upload: { filename: part.filename, bytes }, fields }
}

function sendBytes(request: FastifyRequest, reply: FastifyReply, produces: string, file: Bytes) {
  const { bytes, type, filename, keepSeconds, etag } = file
  reply.header('cache-control', keepSeconds ? `private, max-age=${keepSeconds}` : 'no-cache')
  if (etag) {
    reply.header('etag', `"${etag}"`)
    if (request.headers['if-none-match']?.includes(`"${etag}"`)) return reply.code(304).send()
  }
  reply.type(type ?? produces)
  if (filename)
    reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`)
  return reply.send(
    typeof bytes === 'string' ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  )
}
