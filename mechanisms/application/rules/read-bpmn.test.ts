import { readdirSync, readFileSync } from 'node:fs'
import { BpmnModdle } from 'bpmn-moddle'
import Linter from 'bpmnlint/lib/linter.js'
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js'
import { describe, expect, test } from 'vitest'
import names from '#packs/procedures/names.json' with { type: 'json' }
import roles from '#packs/roles/roles.json' with { type: 'json' }
import { pathOf } from './procedure.ts'
import { readBpmn } from './read-bpmn.ts'

const FOLDER = 'packs/procedures'
const shipped = readdirSync(FOLDER).filter((file) => file.endsWith('.bpmn'))
const textOf = (file: string) => readFileSync(`${FOLDER}/${file}`, 'utf8')

/** Rules that a file breaks. */
async function lint(xml: string): Promise<string[]> {
  const { rootElement } = await new BpmnModdle().fromXML(xml)
  const linter = new Linter({ resolver: new NodeResolver(), config: { extends: 'bpmnlint:recommended' } })
  return Object.keys(await linter.lint(rootElement))
}

describe.each(shipped)('%s', (file) => {
  test('can be executed', async () => {
    expect((await readBpmn(textOf(file))).faults).toEqual([])
  })

  test('names roles, documents and ways that people have words for', async () => {
    const { procedure } = await readBpmn(textOf(file))
    const tasks = [...procedure!.nodes.values()].filter((node) => node.kind === 'task')
    const known = new Set(
      roles.roles.filter(({ rights }) => rights.includes('application.act')).map(({ id }) => id),
    )
    const named = tasks.flatMap((task) => [...task.roles, ...(task.recordedBy ? [task.recordedBy] : [])])
    expect([...named, procedure!.exitRole].filter((role) => !known.has(role))).toEqual([])
    const kinds = new Set(Object.keys(names.documents))
    expect(tasks.flatMap(({ documents }) => documents).filter((kind) => !kinds.has(kind))).toEqual([])
    for (const { name } of tasks) expect(name.en).not.toBe(name.zh)
  })

  test('has nothing that bpmnlint objects to', async () => {
    expect(await lint(textOf(file))).toEqual([])
    const endless = textOf(file).replace(/<bpmn:endEvent[\s\S]*?<\/bpmn:endEvent>/, '')
    expect(await lint(endless)).toContain('end-event-required')
  })
})

test('the way of Annex 1 has its seventeen steps, the integrated one leaves out what lies between', async () => {
  const { procedure } = await readBpmn(textOf('future-community.bpmn'))
  const path = pathOf(procedure!, {})
  expect(path).toHaveLength(17)
  expect([path[0], path.at(-1)]).toEqual(['publish-list', 'naming'])
  expect(pathOf(procedure!, { variant: 'integrated' })).toEqual([
    ...['publish-list', 'application-plan', 'district-review', 'government-consent'],
    ...['assessment', 'final-consent', 'naming'],
  ])
  expect(procedure!.nodes.get('completion-acceptance')).toMatchObject({ roles: ['task-force', 'department'] })
})

/** A start, a task of `more`, an end, and what else stands in the process. */
const file = (more = 'jj:roles="town"', extra = '', way = '') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jj="https://jiujing.example/schema/bpmn/1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t"><process id="p" isExecutable="true">
<startEvent id="s"><outgoing>f1</outgoing></startEvent>
<userTask id="t" name="办理" ${more}><incoming>f1</incoming><outgoing>f2</outgoing>${way}</userTask>
<endEvent id="e"><incoming>f2</incoming></endEvent>
<sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
${extra}</process></definitions>`

test('a file of another tool, with its own prefix and without a drawing, is read', async () => {
  const { procedure } = await readBpmn(
    file('jj:roles="town  expert" jj:limitDays="5"')
      .replaceAll('jj:', 'own:')
      .replace('xmlns:jj', 'xmlns:own'),
  )
  expect(procedure?.nodes.get('t')).toMatchObject({ roles: ['town', 'expert'], limitDays: 5, next: 'e' })
})

const timer = '<timerEventDefinition id="td"/>'
const flow = (id: string, from: string, to: string, when = '') =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${when}</sequenceFlow>`
const condition = (body: string) =>
  `<conditionExpression xsi:type="tFormalExpression">${body}</conditionExpression>`

test.each<[string, string, string, RegExp]>([
  ['no XML', 'once upon a time', '', /valid BPMN/],
  ['no process', file().replace(/<process[\s\S]*<\/process>/, ''), '', /exactly one process/],
  ['a step that nobody holds', file(''), 't', /who holds/],
  ['a level that does not exist', file('jj:roles="x" jj:level="planet"'), 't', /no level/],
  ['a limit in words', file('jj:roles="x" jj:limitDays="ten"'), 't', /working days/],
  ['a form that is not there', file('jj:roles="x" jj:form="poem"'), 't', /no form/],
  ['a form that the step does not wait for', file('jj:roles="x" jj:form="filing"'), 't', /does not wait for/],
  ['a review that is not there', file('jj:roles="x" jj:review="oracle"'), 't', /no review/],
  ['a service task', file(undefined, '<serviceTask id="bot"/>'), 'bot', /ServiceTask/],
  ['a parallel gateway', file(undefined, '<parallelGateway id="both"/>'), 'both', /ParallelGateway/],
  [
    'a timer at the start',
    file().replace('<startEvent id="s">', `<startEvent id="s">${timer}`),
    's',
    /eventDefinitions/,
  ],
  [
    'a loop over a step',
    file(undefined, '', '<multiInstanceLoopCharacteristics/>'),
    't',
    /loopCharacteristics/,
  ],
  [
    'a second start',
    file(undefined, `<startEvent id="s2"><outgoing>f3</outgoing></startEvent>${flow('f3', 's2', 't')}`),
    's2',
    /exactly one start/,
  ],
  [
    'a step without a way on',
    file()
      .replace(/<sequenceFlow id="f2"[^>]*>/, '')
      .replace('<outgoing>f2</outgoing>', '')
      .replace('<incoming>f2</incoming>', ''),
    't',
    /no way on/,
  ],
  [
    'an unreachable step',
    file(
      undefined,
      `<userTask id="u" jj:roles="x"><outgoing>f3</outgoing></userTask>${flow('f3', 'u', 'e')}`,
    ),
    'u',
    /cannot be reached/,
  ],
  [
    'a reference to nothing',
    file().replace('targetRef="e"', 'targetRef="nowhere"'),
    'f2',
    /unresolved reference/,
  ],
])('%s is refused with its element', async (_, xml, element, reason) => {
  const { procedure, faults } = await readBpmn(xml)
  expect(procedure).toBeUndefined()
  expect(faults).toContainEqual({
    element,
    reason: expect.objectContaining({ en: expect.stringMatching(reason) }),
  })
})

/** A start, a fork with a default to the end and another way by `body`. */
const forked = (body: string, to: string) =>
  file(
    undefined,
    `<exclusiveGateway id="g" default="g1"><incoming>f2</incoming><outgoing>g1</outgoing><outgoing>g2</outgoing></exclusiveGateway>${flow('g1', 'g', 'e')}${flow('g2', 'g', to, condition(body))}`,
  ).replace('sourceRef="t" targetRef="e"', 'sourceRef="t" targetRef="g"')

test('a condition in another language is refused, and so is a way back', async () => {
  expect((await readBpmn(forked('level &gt; 3', 'e'))).faults).toMatchObject([{ element: 'g2' }])
  expect((await readBpmn(forked('level = "3"', 't'))).faults).toMatchObject([{ element: 't' }])
  expect((await readBpmn(forked('level != "3"', 'e'))).faults).toEqual([])
})
