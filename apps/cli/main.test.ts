import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** `npx jiujing …` in the project. */
function jiujing(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('npx', ['jiujing', ...args], { encoding: 'utf8' })
  return { status, stdout, stderr: stderr.replace(/^npm warn.*\n/gm, '') }
}

const COMMANDS = ['diagnose', 'diagnosis:verify', 'backup', 'restore', 'admin', 'verify:audit']
const named = (text: string) =>
  [...text.matchAll(/^ {2}(\S+) +\p{Script=Han}.+ {2}[a-z]/gmu)].map(([, name]) => name)

test.each([[[]], [['help']], [['--help']], [['-h']]])(
  'npx jiujing %j lists the commands in both languages',
  (args) => {
    const { status, stdout, stderr } = jiujing(...args)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^用法 usage: npx jiujing <command> \[options\]\n/)
    expect(named(stdout)).toEqual(COMMANDS)
  },
)

test.each(['diagnos', 'constructor', '--verbose'])(
  'npx jiujing %s says that there is no such command',
  (name) => {
    const { status, stdout, stderr } = jiujing(name)
    expect(status).toBe(2)
    expect(stderr).toBe(`没有命令 ${name}。  There is no command ${name}.\n`)
    expect(named(stdout)).toEqual(COMMANDS)
  },
)

test('an unknown option is named, without a stack', () => {
  const { status, stderr } = jiujing('admin', '--nmae', 'alice')
  expect(status).toBe(2)
  expect(stderr).toMatch(/^Unknown option '--nmae'/)
  expect(stderr).not.toMatch(/^ +at /m)
})
