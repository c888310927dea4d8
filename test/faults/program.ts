// Runs the programs of the project as a user does, on data folders that vanish with the test file.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { placeIn, removePlace } from '#platform/store/place.ts'
import { livingPostmaster, socketConfig, stopPostmaster } from '#platform/store/postmaster.ts'

const PROJECT = resolve(import.meta.dirname, '../..')

/** Nothing here may depend on the speed of the machine: whoever waits longer than this waits in vain. */
const LIMIT_MS = 300_000

/** A town of 40,000 people: generated and loaded in seconds. */
export const DEMO = { JIUJING_DEMO: '1', JIUJING_DEMO_TOWNS: '330212009' }

type Settings = Readonly<Record<string, string>>

export interface Program {
  readonly process: ChildProcess
  /** Everything it printed so far. */
  readonly said: () => string
  /** The match, as soon as it prints one; fails if it ends before. */
  readonly says: (wanted: RegExp) => Promise<RegExpMatchArray>
  /** Its exit code, once nothing that it started holds its output any more. */
  readonly ended: Promise<number | null>
}

const programs = new Set<Program>()
const killAll = () => {
  for (const program of programs) program.process.kill('SIGKILL')
}
// A test run that is interrupted takes its programs along.
process.on('exit', killAll)

/** Starts a program with these settings and none of ours. */
export function run(command: string, args: readonly string[], settings: Settings): Program {
  const { PATH, HOME, TMPDIR } = process.env
  const env = { ...{ PATH, HOME, ...(TMPDIR && { TMPDIR }) }, LANG: 'en_US.UTF-8', ...settings }
  const child = spawn(command, args, { cwd: PROJECT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let over = false
  const listeners = new Set<() => void>()
  const heard = (chunk?: Buffer) => {
    said += chunk ?? ''
    for (const listener of listeners) listener()
  }
  child.stdout.on('data', heard)
  child.stderr.on('data', heard)
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      programs.delete(program)
      over = true
      heard()
      resolve(code)
    }),
  )
  const says = (wanted: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const match = said.match(wanted)
        if (!match && !over) return
        clearTimeout(timer)
        listeners.delete(look)
        if (match) resolve(match)
        else reject(new Error(`it ended without saying ${wanted}:\n${said}`))
      }
      const timer = setTimeout(() => {
        over = true
        look()
      }, LIMIT_MS)
      listeners.add(look)
      look()
    })
  const program: Program = { process: child, said: () => said, says, ended }
  programs.add(program)
  return program
}

export const npmRun = (script: string, args: readonly string[], settings: Settings): Program =>
  run('npm', ['run', '--silent', script, '--', ...args], settings)

export interface Server extends Program {
  readonly url: string
  /** The server itself; `process` is the one that started it. */
  readonly pid: number
}

/** What `npm start` runs, as it is before it listens. */
export const launch = (data: string, settings: Settings): Program =>
  run(process.execPath, ['run.mjs', 'apps/server/main.ts'], { PORT: '0', JIUJING_DATA: data, ...settings })

/** What `npm start` runs, listening. */
export async function start(data: string, settings: Settings): Promise<Server> {
  const program = launch(data, settings)
  const [, url] = await program.says(/^ {2}(http:\S+)/m)
  await program.says(/Press Ctrl-C/)
  return { ...program, url: url!, pid: JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')).pid }
}

/** Ctrl-C in a terminal reaches every process of the group. */
export function pressCtrlC(server: Program, pid?: number): Promise<number | null> {
  server.process.kill('SIGINT')
  if (pid !== undefined) process.kill(pid, 'SIGINT')
  return server.ended
}

/** The reply's status and its JSON, or its text. */
export async function ask(server: Server, path: string, init?: RequestInit) {
  const reply = await fetch(server.url + path, init)
  const text = await reply.text()
  const isJson = /json/.test(reply.headers.get('content-type') ?? '')
  return { status: reply.status, headers: reply.headers, text, body: isJson ? JSON.parse(text) : undefined }
}

export const post = (body: object, headers: Settings = {}, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** Header that carries the session a reply began. */
export const sessionOf = ({ headers }: { headers: Headers }): Settings => ({
  cookie: headers.get('set-cookie')!.split(';')[0]!,
})

/** A data folder that is removed after the file, with all that still runs on it. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(inject('testStores'), 'faults-'))
  await chmod(folder, 0o711)
  afterAll(async () => {
    const ends = [...programs].map(({ ended }) => ended)
    killAll()
    // Servers end on their own when their starter is gone; PostgreSQL, if one was killed, is stopped here.
    await Promise.all(ends)
    const place = await placeIn(folder)
    await stopPostmaster(place, 'SIGQUIT')
    await removePlace(place)
  }, LIMIT_MS)
  return folder
}

/** The number of the process that serves a data folder, while it lives. */
export function serverOf(data: string): number | undefined {
  const note = join(data, 'server.json')
  if (!existsSync(note)) return undefined
  const { pid } = JSON.parse(readFileSync(note, 'utf8'))
  try {
    process.kill(pid, 0)
    return pid
  } catch {
    return undefined
  }
}

/** The number of the PostgreSQL of a data folder, while it lives. */
export const postgresOf = async (data: string): Promise<number | undefined> =>
  livingPostmaster(await placeIn(data))

/** Rows of the store behind a running server, whoever may see them. */
export async function rowsOf(data: string, sql: string, values: readonly unknown[] = []) {
  const client = new pg.Client(socketConfig(await placeIn(data), 'jiujing'))
  await client.connect()
  try {
    return (await client.query(sql, [...values])).rows
  } finally {
    await client.end()
  }
}
