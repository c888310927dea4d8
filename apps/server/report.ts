import type { DistrictDiagnosis } from '#district/diagnosis/contract.ts'

/** One line of progress in both languages, with the seconds since the start. */
export function say({ zh, en }: { zh: string; en: string }): void {
  console.log(`${(performance.now() / 1000).toFixed(1).padStart(6)} s  ${zh}  ${en}`)
}

/** What the system says no with, by its code. */
const SYSTEM: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  EACCES: ['没有权限', 'there is no permission'],
  EPERM: ['没有权限', 'there is no permission'],
  EROFS: ['磁盘是只读的', 'the disk is read-only'],
  ENOSPC: ['磁盘已满', 'the disk is full'],
  EDQUOT: ['磁盘配额已满', 'the disk quota is used up'],
  EEXIST: ['它不是目录', 'it is not a folder'],
  ENOTDIR: ['上级不是目录', 'what it lies in is not a folder'],
}

/** What ended a start or a command: in both languages where it is for people to mend, else with its stack. */
export function explain(error: unknown): string {
  const { zh, en, code = '', path, stack } = error as Partial<Record<string, string>>
  if (zh && en) return `${zh}\n${en}`
  const why = SYSTEM[code]
  if (!why) return stack ?? String(error)
  const what = path ?? (error as Error).message
  return `无法使用 ${what}:${why[0]}(${code})。\nCannot use ${what}: ${why[1]} (${code}).`
}

interface Greeting {
  readonly url: string
  readonly taken: boolean
  readonly wanted: number
  readonly dataDir: string
  readonly demo: boolean
}

const FIRST_STEP = [
  '首次使用请先创建管理员:npm run admin -- --name 登录名',
  'To begin, make an administrator: npm run admin -- --name LOGIN',
]

const CLASSES = [
  ['mature', '成熟型', 'mature'],
  ['near-mature', '基本成熟型', 'nearly mature'],
  ['to-be-created', '创造条件成熟型', 'to be created'],
  ['undetermined', '待定', 'undetermined'],
] as const

/** What was found and where to look at it. */
export function greet(
  diagnosis: DistrictDiagnosis | undefined,
  { url, taken, wanted, dataDir, demo }: Greeting,
): void {
  const said = [
    '',
    '九景 Jiujing',
    ...(diagnosis
      ? diagnosisLines(diagnosis)
      : ['尚无路网,未诊断。  No street network yet: nothing was diagnosed.']),
    ...(diagnosis || demo ? [] : FIRST_STEP),
    `数据 data   ${dataDir}`,
    ...(taken
      ? [`端口 ${wanted} 已被占用,改用下一个空闲端口。  Port ${wanted} is taken; the next free one is used.`]
      : []),
    '',
    `  ${url}${demo ? '   (演示模式 demo mode)' : ''}`,
    '',
    '按 Ctrl-C 停止。  Press Ctrl-C to stop.',
  ]
  console.log(said.join('\n'))
}

function diagnosisLines({ communities, deficits, run }: DistrictDiagnosis): string[] {
  const people = communities.reduce((sum, { population }) => sum + (population ?? 0), 0)
  const counts = CLASSES.map(
    ([id, zh, en]) => `${zh} ${en} ${communities.filter((c) => c.class === id).length}`,
  )
  const missing = deficits
    .slice(0, 3)
    .map(({ name, people }) => `${name.zh} ${name.en} (${people.toLocaleString('en')})`)
  return [
    `社区 communities ${communities.length} · 人口 people ${people.toLocaleString('en')} · 路网节点 street nodes ${run.streetNodes.toLocaleString('en')}`,
    `指标包 packs ${[...new Set(communities.map(({ pack }) => pack))].join(', ')}`,
    counts.join(' · '),
    `最缺 missing most (people): ${missing.join(' · ')}`,
  ]
}
