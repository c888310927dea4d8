// Set-up, then one program: `node run.mjs apps/server/main.ts`. Plain JavaScript, because it has to run on the
// Node that is there (20.20 or newer); the program itself runs on the Node 24 that the lock file brings.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const modules = join(root, 'node_modules')
// Hash of the lock file that `node_modules` was installed from; written last, so an interrupted set-up starts again.
const stamp = join(modules, '.installed-from')

/**
 * Install what the lock file names, unless that is what is there. Not by `npm ci`: it refuses a lock file that lacks
 * a package for another platform, and a registry that mirrors only some platforms writes such lock files.
 */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('Jiujing 九景: setting up (packages, Node 24, PostgreSQL; about a minute) …')
  // No package may run a script of its own here; PostgreSQL's links are made by platform/store.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const flags = ['install', '--no-save', '--ignore-scripts', '--include=dev', '--include=optional', ...quiet]
  const npm = process.env.npm_execpath
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm, ...flags]] : ['npm', flags]
  // Standard output belongs to the program: a benchmark's last line is read by machines.
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: '' },
  })
  if (done.status !== 0) {
    console.error('The set-up failed: npm could not install the packages named in package-lock.json.')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}

/** The Node of the lock file; where npm has none for this platform, the machine's own if it is new enough. */
function runtime() {
  const brought = join(modules, '.bin', 'node')
  if (existsSync(brought)) return brought
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  console.error(`Node ${process.versions.node} is too old for this platform: install Node 22.18 or newer.`)
  process.exit(1)
}

install()
const [program, ...rest] = process.argv.slice(2)
const path = `${join(modules, '.bin')}:${process.env.PATH}`
// The fourth channel tells the program when this process is gone, even if it was killed.
const child = spawn(runtime(), [join(root, program), ...rest], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, PATH: path },
})
// Ctrl-C reaches the program too; stay until it has stopped. Other signals are passed on.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
