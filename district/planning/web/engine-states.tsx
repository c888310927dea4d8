import { Button } from 'antd'
import { demoSignIn } from '#platform/identity/contract.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Empty } from '#platform/ui/states.tsx'
import { words } from './words.ts'

/** Who does not see the whole district is told who may. */
export function NoRight({ title, demo }: { title: string; demo: boolean }) {
  const w = useWords(words)
  const changed = useForgetReplies()
  return (
    <PageFrame title={title}>
      <section className="panel">
        <Empty title={w.noRight} why={w.noRightWhy}>
          {demo && (
            <Button
              type="primary"
              onClick={() => api(demoSignIn, { body: { role: 'task-force' } }).then(changed)}
            >
              {w.enterDemo}
            </Button>
          )}
        </Empty>
      </section>
    </PageFrame>
  )
}

/** The engine did not start, or has died. */
export function Failed({ title, error }: { title: string; error: unknown }) {
  const w = useWords(words)
  return (
    <PageFrame title={title}>
      <section className="panel">
        <Empty title={w.failed} why={error instanceof Error ? error.message : String(error)}>
          <Button type="primary" onClick={() => window.location.reload()}>
            {w.reload}
          </Button>
        </Empty>
      </section>
    </PageFrame>
  )
}
