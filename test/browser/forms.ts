import type { Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import type { CaseForm } from '#mechanisms/application/contract/forms.ts'
import { answersTo } from '#mechanisms/application/test-answers.ts'

/** Calls the server as a post of the demo, as a program would. */
async function demoPost(role: string) {
  const url = inject('consoleUrl')
  const headers = { 'content-type': 'application/json', origin: url }
  const signedIn = await fetch(`${url}/api/demo/session`, {
    ...{ method: 'POST', headers, body: JSON.stringify({ role }) },
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const reply = async (path: string, init: RequestInit = {}) =>
    await (
      await fetch(`${url}/api${path}`, { ...init, headers: { cookie, origin: url, ...init.headers } })
    ).json()
  return {
    get: (path: string) => reply(path),
    send: (path: string, body: object) =>
      reply(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    upload: (path: string, form: FormData) => reply(path, { method: 'POST', body: form }),
  }
}

/**
 * Opens an application for a project and decides its first step, so that its plan is in the hands of the town; it is
 * ended when the test is over.
 *
 * @returns its path
 */
export async function planInHand(projectId: string): Promise<string> {
  const force = await demoPost('task-force')
  const subject = { procedureId: 'future-community', subjectKind: 'project', subjectId: projectId }
  const end = async (path: string) => {
    const { events } = await force.get(path)
    await force.send(`${path}/events`, { events, deed: 'exit', opinion: '测试结束' })
  }
  const open = async () => await force.send('/applications', subject)
  let opened = await open()
  if (opened.code === 'CASE_OPEN_ALREADY') {
    await end(`/applications/${opened.detail.communityId}/${opened.detail.caseId}`)
    opened = await open()
  }
  const { communityId, caseId } = opened
  const path = `/applications/${communityId}/${caseId}`
  onTestFinished(() => end(path))
  const form = new FormData()
  form.set('communityId', communityId)
  form.set('caseId', caseId)
  form.set('file', new Blob(['list']), 'list.txt')
  const { documentId } = await force.upload('/applications/documents', form)
  const { events, may } = await force.get(path)
  const documents = [{ kind: 'creation-list', documentId }]
  await force.send(`${path}/events`, { events, deed: 'decide', turn: may.turn, documents })
  return path
}

/** Hands in a form of the application at `path`, by the post of the page, with something in every required field. */
export async function handInForm(page: Page, path: string, formId: string): Promise<void> {
  const url = `/api${path}/forms/${formId}`
  const seen = (await page.evaluate(async (from) => await (await fetch(from)).json(), url)) as CaseForm
  const body = { revision: seen.revision, packages: seen.packages.length, entries: answersTo(seen) }
  const status = await page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`${to}/packages`, { method: 'POST', headers, body: sent! })).status
    },
    [url, JSON.stringify(body)],
  )
  if (status !== 200) throw new Error(`the form ${formId} was refused: ${status}`)
}
