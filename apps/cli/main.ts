/** The command line: `npx jiujing <command>`. */
import { explain } from '#apps/server/report.ts'
import { diagnoseCommand } from '#district/diagnosis/cli/diagnose.ts'
import { verifyRunsCommand } from '#district/diagnosis/cli/verify.ts'
import { auditVerifyCommand } from '#platform/audit/cli.ts'
import { adminCommand } from '#platform/identity/cli.ts'
import { backupCommand, restoreCommand } from '#platform/store/cli.ts'

const COMMANDS: Readonly<Record<string, readonly [run: (args: string[]) => Promise<number>, what: string]>> =
  {
    diagnose: [diagnoseCommand, '诊断一个城市,不需要数据库  diagnose a city from files, without a database'],
    'diagnosis:verify': [verifyRunsCommand, '重算并核对已存的诊断  recompute stored diagnoses and compare'],
    backup: [backupCommand, '备份到一个文件  back up into one file'],
    restore: [restoreCommand, '从备份恢复到空库  restore a backup into an empty store'],
    admin: [adminCommand, '创建管理员  create an administrator'],
    'verify:audit': [auditVerifyCommand, '核验审计日志  verify the audit log'],
  }

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
if (command) {
  process.exitCode = await command[0](args).catch(failed)
} else {
  const width = Math.max(...Object.keys(COMMANDS).map(({ length }) => length)) + 2
  const list = Object.entries(COMMANDS).map(([id, [, what]]) => `  ${id.padEnd(width)}${what}`)
  const unknown = name && !['help', '--help', '-h'].includes(name)
  if (unknown) console.error(`没有命令 ${name}。  There is no command ${name}.`)
  console.log(['用法 usage: npx jiujing <command> [options]', '', ...list].join('\n'))
  process.exitCode = unknown ? 2 : 0
}

/** What a command did not say itself. */
function failed(error: unknown): number {
  const wrongOptions = String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS_')
  console.error(wrongOptions ? (error as Error).message : explain(error))
  return wrongOptions ? 2 : 1
}
