import { Link, useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { communityPath } from '#foundation/place/web/parts/paths.ts'
import { useMay } from '#foundation/place/web/parts/use-may.ts'
import { ActionButton } from '#platform/ui/action-button.tsx'
import { api, useForgetReplies, useRead } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { refusalOf, refusalText } from '#platform/ui/refusal.ts'
import { Loading } from '#platform/ui/states.tsx'
import { listWorks, readWork, saveWork, type Work } from '../../contract/works.ts'
import { workConflicts } from '../../contract/zones.ts'
import { digConflicts } from '../../rules/works/digs.ts'
import { workFaults } from '../../rules/works/unfit.ts'
import { WorkPlanFit } from '../zones/work-fit.tsx'
import { AboutFields, AboutWork } from './about-work.tsx'
import { Conflicts } from './conflicts.tsx'
import { Costs, Funding } from './money.tsx'
import { StateTag } from './state-tag.tsx'
import { useWorkTexts } from './use-work-texts.ts'
import { words } from './words.ts'
import { draftOf, type WorkDraft } from './work-draft.ts'
import { WorkForecast } from './work-forecast.tsx'
import s from './work-page.module.css'
import { WorkSites } from './work-sites.tsx'
import { WorkSteps } from './work-steps.tsx'

const WorkMap = lazy(async () => ({ default: (await import('./work-map.tsx')).WorkMap }))

/** One works project 建设项目: costs and money, dates and states, what else is on its site, forecast and measured. */
export function Page() {
  const w = useWords(words)
  const texts = useWorkTexts()
  const { communityId = '', workId = '' } = useParams({ strict: false })
  const work = useRead(readWork, { params: { communityId, workId } })
  const { works, sites } = useRead(listWorks)
  const conflicts = digConflicts(works, sites).get(workId)
  const fit = useRead(workConflicts).find((one) => one.workId === workId)
  const editing = useEditing(work)
  const { draft, change, refusal } = editing
  const shown = draft ?? work
  return (
    <PageFrame
      title={work.name}
      over={<Link to="/works">{w.back}</Link>}
      under={
        <span className={s.under} {...figures('record')}>
          <StateTag of={work.state} />
          <Link to={communityPath(communityId)}>{texts.area(communityId)}</Link>
          {work.generated && <span className="quiet">{w.generated}</span>}
        </span>
      }
      actions={<Actions {...editing} communityId={communityId} />}
    >
      {refusal && (
        <p className={s.refused} role="alert">
          {refusal}
        </p>
      )}
      <div className={s.conflicts}>
        <Conflicts of={conflicts} />
      </div>
      <div className={s.columns}>
        <div className={s.column}>
          <section className="panel" aria-labelledby="about">
            <h2 id="about">{w.about}</h2>
            {draft ? (
              <AboutFields {...{ work, draft, change }} faults={editing.faults} />
            ) : (
              <AboutWork work={work} />
            )}
          </section>
          <Costs lines={shown.costs} onChange={draft && ((costs) => change({ costs }))} />
          <Funding
            lines={shown.funding}
            costs={shown.costs}
            fault={editing.faults?.at('funding')}
            onChange={draft && ((funding) => change({ funding }))}
          />
        </div>
        <div className={s.column}>
          <section className={`panel ${s.map}`} aria-label={w.map}>
            <Suspense fallback={<Loading />}>
              <WorkMap {...{ work, works, sites, fit }} />
            </Suspense>
          </section>
          {fit && <WorkPlanFit fit={fit} />}
          <WorkSteps work={work} disabled={draft !== undefined} />
          <WorkSites
            place={work}
            sites={sites}
            chosen={shown.sites}
            onChange={draft && ((chosen) => change({ sites: chosen }))}
          />
        </div>
      </div>
      <WorkForecast work={work} />
    </PageFrame>
  )
}

/** The draft while the project is edited, and saving it. */
function useEditing(work: Work) {
  const w = useWords(words)
  const { message } = App.useApp()
  const forget = useForgetReplies()
  const [draft, setDraft] = useState<WorkDraft>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const stop = () => {
    setDraft(undefined)
    setError(undefined)
  }
  async function save() {
    if (!draft) return
    setBusy(true)
    setError(undefined)
    const { communityId, workId, revision } = work
    try {
      await api(saveWork, { params: { communityId, workId }, body: { ...draft, revision } })
      await forget()
      stop()
      void message.success(w.saved)
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  return {
    ...{ draft, busy, save, stop },
    start: () => setDraft(draftOf(work)),
    change: (patch: Partial<WorkDraft>) => setDraft((before) => before && { ...before, ...patch }),
    /** Nothing that the server would refuse can be sent off. */
    isFit: draft !== undefined && draft.name.trim() !== '' && workFaults(draft).length === 0,
    faults: refusalOf(error),
    refusal: error === undefined ? undefined : (refusalText(error) ?? w.failed),
  }
}

interface ActionsProps extends ReturnType<typeof useEditing> {
  readonly communityId: string
}

function Actions({ draft, busy, isFit, start, stop, save, communityId }: ActionsProps) {
  const w = useWords(words)
  const why = useMay()('planning.simulate', communityId)
  if (!draft)
    return (
      <ActionButton type="primary" why={why} onClick={start}>
        {w.edit}
      </ActionButton>
    )
  return (
    <>
      <Button onClick={stop} disabled={busy}>
        {w.cancel}
      </Button>
      <Button type="primary" loading={busy} disabled={!isFit} onClick={() => void save()}>
        {w.save}
      </Button>
    </>
  )
}
