import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from 'antd'
import { ProblemError } from '#platform/http/client.ts'
import { Refused } from './account/refused.tsx'
import { useWords } from './language.ts'
import type { PageRoute } from './page.ts'
import s from './states.module.css'
import { Empty, NotFound } from './states.tsx'
import { words } from './words.ts'

/** A page whose data could not be had: a refusal in the server's own sentence, no connection, or a fault of ours. */
export function ErrorPage({ error, reset, pages }: ErrorComponentProps & { pages: readonly PageRoute[] }) {
  const w = useWords(words)
  const queries = useQueryErrorResetBoundary()
  const problem = error instanceof ProblemError ? error.problem : undefined
  const offline = error instanceof TypeError && /fetch|network/i.test(error.message)
  const again = () => {
    queries.reset()
    reset()
  }
  if (problem?.status === 404) return <NotFound />
  if (problem?.status === 401 || problem?.status === 403)
    return <Refused problem={problem} again={again} pages={pages} />
  return (
    <main id="content">
      <Empty
        whole
        title={problem?.title ?? (offline ? w.noConnection : w.broken)}
        {...(!problem && { why: offline ? w.noConnectionWhy : w.brokenWhy })}
      >
        <Button type="primary" onClick={again}>
          {w.retry}
        </Button>
      </Empty>
      <p className={s.code} style={{ textAlign: 'center' }}>
        {w.code}: {problem ? `${problem.code} · ${problem.instance}` : String(error)}
      </p>
    </main>
  )
}
