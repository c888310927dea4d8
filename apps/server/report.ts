import type { DistrictDiagnosis } from '#district/diagnosis/contract.ts'

/** One line of progress in both languages, with the seconds since the start. */
export function say({ zh, en }: { zh: string; en: string }): void {
  console.log(`${(performance.now() / 1000).toFixed(1).padStart(6)} s  ${zh}  ${en}`)
}

interface Greeting {
  readonly url: string
  readonly taken: boolean
  readonly wanted: number
  readonly dataDir: string
  readonly demo: boolean
}

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
