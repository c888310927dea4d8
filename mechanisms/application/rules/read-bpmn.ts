import { BpmnModdle, type Element } from 'bpmn-moddle'
import type { Sentence } from '#core/language/language.ts'
import { JIUJING_BPMN } from './bpmn-extension.ts'
import { forms } from './form-pack.ts'
import { guardOf } from './guard.ts'
import {
  type Choice,
  type Condition,
  type End,
  LEVELS,
  type Level,
  type Procedure,
  type Task,
} from './procedure.ts'

import { reviews } from './review.ts'

/** What is wrong with a file; `element` is the id of what it is about, or empty. */
export interface BpmnFault {
  readonly element: string
  readonly reason: Sentence
}

export type ReadProcedure =
  | { readonly procedure: Procedure; readonly faults: readonly [] }
  | { readonly procedure: undefined; readonly faults: readonly BpmnFault[] }

type Node = Task | Choice | End

const fault = (element: string, zh: string, en: string): BpmnFault => ({ element, reason: { zh, en } })
const nameOf = (element: Element): Sentence => {
  const zh = element.name?.trim() || element.id!
  return { zh, en: element.get<string | undefined>('jj:nameEn')?.trim() || zh }
}
const listOf = (element: Element, attribute: string) =>
  (element.get<string | undefined>(attribute) ?? '').split(/\s+/).filter(Boolean)

/**
 * The procedure of a BPMN 2.0 file, or everything that keeps it from being executed, each with its element. A start,
 * user tasks, exclusive gateways and ends are executed; lanes, notes and the drawing are left to the drawing; whatever
 * else could change what happens is refused.
 */
export async function readBpmn(xml: string): Promise<ReadProcedure> {
  const refused = (faults: readonly BpmnFault[]) => ({ procedure: undefined, faults })
  const read = await parse(xml)
  if ('faults' in read) return refused(read.faults)
  const processes = (read.definitions.get<Element[]>('rootElements') ?? []).filter(
    ({ $type }) => $type === 'bpmn:Process',
  )
  const [process, another] = processes
  if (!process || another)
    return refused([
      fault(another?.id ?? '', '文件应恰好含有一个流程', 'A file has to hold exactly one process'),
    ])
  const elements = process.get<Element[]>('flowElements') ?? []
  const faults: BpmnFault[] = []
  const nodes = new Map(
    elements.flatMap((element) => {
      const node = nodeOf(element, faults)
      return node ? [[element.id!, node] as const] : []
    }),
  )
  const starts = elements.filter(({ $type }) => $type === 'bpmn:StartEvent')
  if (starts.length !== 1)
    faults.push(fault(starts[1]?.id ?? '', '流程应恰好有一个开始', 'A process has to have exactly one start'))
  const start = starts[0] && onlyWay(starts[0], faults)
  if (faults.length > 0 || !start) return refused(faults)
  const text = (attribute: string) => process.get<string | undefined>(`jj:${attribute}`) ?? ''
  const procedure: Procedure = {
    ...{ id: process.id!, name: nameOf(process), subjectKind: text('subject'), start, nodes },
    exitRole: text('exitRole'),
  }
  const wrong = [...wrongWays(procedure), ...wrongGuards(procedure)]
  return wrong.length > 0 ? refused(wrong) : { procedure, faults: [] }
}

async function parse(xml: string): Promise<{ definitions: Element } | { faults: BpmnFault[] }> {
  try {
    const { rootElement, warnings } = await new BpmnModdle({ jj: JIUJING_BPMN }).fromXML(xml)
    if (warnings.length === 0) return { definitions: rootElement }
    return { faults: warnings.map(({ message, element }) => asFault(message, element)) }
  } catch (error) {
    return { faults: [asFault(error instanceof Error ? error.message : String(error))] }
  }
}

const asFault = (message: string, element?: Element) =>
  fault(element?.id ?? '', `不是有效的 BPMN 2.0 文件：${message}`, `Not a valid BPMN 2.0 file: ${message}`)

/** What carries no meaning for the execution. */
const LEFT_OUT = new Set([
  'bpmn:SequenceFlow',
  'bpmn:StartEvent',
  'bpmn:DataObjectReference',
  'bpmn:DataObject',
])
/** What makes a start, task or end another thing than it is drawn as here. */
const MEANINGS = ['eventDefinitions', 'loopCharacteristics', 'boundaryEventRefs']

function nodeOf(element: Element, faults: BpmnFault[]): Node | undefined {
  const { $type: type, id = '' } = element
  for (const meaning of MEANINGS) {
    const found = type in EXECUTED || type === 'bpmn:StartEvent' ? element.get<unknown>(meaning) : undefined
    if (Array.isArray(found) ? found.length > 0 : found !== undefined)
      faults.push(
        fault(id, `不支持“${nameOf(element).zh}”上的 ${meaning}`, `${meaning} of “${id}” cannot be executed`),
      )
  }
  if (LEFT_OUT.has(type)) return undefined
  const make = EXECUTED[type]
  if (make) return make(element, faults)
  const what = type.replace('bpmn:', '')
  faults.push(fault(id, `不支持的元素：${what}`, `A ${what} cannot be executed`))
  return undefined
}

const EXECUTED: Readonly<Record<string, (element: Element, faults: BpmnFault[]) => Node | undefined>> = {
  'bpmn:UserTask': taskOf,
  'bpmn:ExclusiveGateway': choiceOf,
  'bpmn:EndEvent': (element) => ({ kind: 'end', id: element.id!, name: nameOf(element) }),
}

function taskOf(element: Element, faults: BpmnFault[]): Task | undefined {
  const id = element.id!
  const text = (attribute: string) => element.get<string | undefined>(`jj:${attribute}`) ?? ''
  const roles = listOf(element, 'jj:roles')
  const level = (text('level') || 'district') as Level
  const limit = text('limitDays')
  if (roles.length === 0)
    faults.push(fault(id, '没有说明由谁办理（jj:roles）', 'It does not say who holds it (jj:roles)'))
  if (!LEVELS.includes(level))
    faults.push(fault(id, `没有“${level}”这一层级`, `There is no level “${level}”`))
  if (limit !== '' && !/^[1-9]\d{0,3}$/.test(limit))
    faults.push(
      fault(id, `时限应为工作日数：“${limit}”`, `The limit is no number of working days: “${limit}”`),
    )
  const [form, review] = [text('form'), text('review')]
  faults.push(...madeFaults(id, listOf(element, 'jj:documents'), { form, review }))
  const next = onlyWay(element, faults)
  if (!next) return undefined
  return {
    ...{ kind: 'task', id, name: nameOf(element), roles, level },
    ...{ limitDays: limit === '' ? null : Number(limit), documents: listOf(element, 'jj:documents') },
    ...{ guard: text('guard'), form, review, recordedBy: text('recordedBy') },
    ...{ isSkippable: text('skippable') === 'true', next },
  }
}

/** A step waits for what its form and its review make, and both are there. */
function madeFaults(
  id: string,
  documents: readonly string[],
  { form, review }: { readonly form: string; readonly review: string },
): BpmnFault[] {
  const made = [
    { id: form, found: forms.get(form), zh: '表单', en: 'form' },
    { id: review, found: reviews.get(review), zh: '评审', en: 'review' },
  ]
  return made.flatMap(({ id: name, found, zh, en }): BpmnFault[] => {
    if (name === '') return []
    if (!found) return [fault(id, `没有${zh}“${name}”`, `There is no ${en} “${name}”`)]
    if (documents.includes(found.document)) return []
    return [
      fault(
        id,
        `${zh}“${name}”产生材料“${found.document}”，这一步却不需要它`,
        `The ${en} “${name}” makes the document “${found.document}”, which the step does not wait for`,
      ),
    ]
  })
}

const targetOf = (flow: Element) => flow.get<Element | undefined>('targetRef')?.id

/** The one way on from a start or task; a second one would mean that both are gone at once. */
function onlyWay(element: Element, faults: BpmnFault[]): string | undefined {
  const ways = element.get<Element[]>('outgoing') ?? []
  const to = ways[0] && targetOf(ways[0])
  if (ways.length === 1 && to && !ways[0]!.get('conditionExpression')) return to
  const [zh, en] =
    ways.length === 0
      ? ['之后没有去向', 'There is no way on from it']
      : ['应恰好有一条无条件的去向', 'It has to have exactly one way on, without a condition']
  faults.push(fault(element.id!, zh, en))
  return undefined
}

function choiceOf(element: Element, faults: BpmnFault[]): Choice {
  const flows = element.get<Element[]>('outgoing') ?? []
  const standard = element.get<Element | undefined>('default')
  if (flows.length > 1 && !standard)
    faults.push(fault(element.id!, '分支应有默认去向', 'A fork has to have a default way'))
  const ways = flows.flatMap((flow): Choice['ways'][number][] => {
    const to = targetOf(flow)
    if (!to) return []
    const name = nameOf(flow)
    if (flow.id === standard?.id || flows.length === 1) return [{ to, when: null, name }]
    const body = flow.get<Element | undefined>('conditionExpression')?.get<string>('body') ?? ''
    const when = conditionOf(body)
    if (when) return [{ to, when, name }]
    faults.push(
      fault(
        flow.id!,
        `条件应写作 名称 = "值" 或 名称 != "值"：“${body}”`,
        `A condition reads: name = "value" or name != "value": “${body}”`,
      ),
    )
    return []
  })
  // The default comes last: it holds where nothing else does.
  const inOrder = ways.toSorted((a, b) => Number(!a.when) - Number(!b.when))
  return { kind: 'choice', id: element.id!, name: nameOf(element), ways: inOrder }
}

function conditionOf(body: string): Condition | undefined {
  const [, fact, sign, value] = body.trim().match(/^([A-Za-z][\w-]*)\s*(!?=)\s*"([^"]*)"$/) ?? []
  return fact === undefined ? undefined : { fact, is: sign === '=', value: value! }
}

const waysOf = (node: Node | undefined): readonly string[] =>
  node?.kind === 'task' ? [node.next] : node?.kind === 'choice' ? node.ways.map(({ to }) => to) : []

/** Guards that nothing could ever meet. */
function wrongGuards({ nodes }: Procedure): BpmnFault[] {
  return [...nodes.values()].flatMap((node) => {
    if (node.kind !== 'task' || node.guard === '') return []
    const guard = guardOf(node.guard)
    if (guard?.kind === 'days' || (guard && nodes.get(guard.after)?.kind === 'task')) return []
    return [
      fault(
        node.id,
        `条件应写作 months-since(步骤, 月数) 或 months-of(日子, 月数, 每周天数)：“${node.guard}”`,
        `A guard reads: months-since(step, months) or months-of(days, months, days a week): “${node.guard}”`,
      ),
    ]
  })
}

/** Steps that lead round in a circle, cannot be reached, or lead nowhere: a case in them would never end. */
function wrongWays({ nodes, start }: Procedure): BpmnFault[] {
  const faults: BpmnFault[] = []
  const seen = new Map<string, 'open' | 'done'>()
  const walk = (id: string): void => {
    seen.set(id, 'open')
    for (const to of waysOf(nodes.get(id))) {
      if (seen.get(to) === 'open')
        faults.push(
          fault(
            to,
            '流程不得回到之前的步骤；退回由办理人决定',
            'A process must not lead back: whoever decides may return',
          ),
        )
      else if (!seen.has(to)) walk(to)
    }
    seen.set(id, 'done')
  }
  walk(start)
  for (const id of nodes.keys())
    if (!seen.has(id)) faults.push(fault(id, '从开始无法到达', 'It cannot be reached from the start'))
  for (const [id, node] of nodes)
    if (node.kind === 'choice' && node.ways.length === 0)
      faults.push(fault(id, '之后没有去向', 'There is no way on from it'))
  return faults
}
