import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { listRuns, recomputeRun } from '#district/diagnosis/contract/runs.ts'
import { packList } from '#district/diagnosis/contract.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { api, useForgetReplies, useRead, useReadKeeping } from '#platform/ui/api.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Pager } from '#platform/ui/pager.tsx'
import { refusalOf } from '#platform/ui/refusal.ts'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import { Grade } from './parts/grade.tsx'
import { RunCompare } from './run-compare.tsx'
import { RunTable } from './run-table.tsx'
import { runWords } from './run-words.ts'
import s from './runs.module.css'

const DEFAULTS = { pack: '', page: '1', compare: '' }
const PAGE_SIZE = 20

/** The runs that are stored: opened as they were, compared with each other, verified, computed anew. */
export function Page() {
  const w = useWords(runWords)
  const n = useNumbers()
  const [choice, change] = useUrlState(DEFAULTS)
  const page = Math.max(1, Number(choice.page) || 1)
  const chosen = choice.compare.split(',').filter(Boolean)
  const found = useReadKeeping(listRuns, {
    query: { ...(choice.pack && { pack: choice.pack }), limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
  })
  if (found.error) throw found.error
  const { total = 0, rows = [], keep } = found.data ?? {}
  // A third takes the place of the first.
  const choose = (runId: string) =>
    change({
      compare: (chosen.includes(runId) ? chosen.filter((id) => id !== runId) : [...chosen, runId])
        .slice(-2)
        .join(','),
    })
  return (
    <PageFrame
      title={w.runs}
      over={<Link to="/">{w.district}</Link>}
      under={found.data && <Figure rows="runs">{w.runsUnder(n.count(total))}</Figure>}
      actions={<Recompute pack={choice.pack} />}
    >
      {chosen.length === 2 && <RunCompare runIds={chosen} onClose={() => change({ compare: '' })} />}
      <section className="panel" aria-label={w.runs} aria-busy={found.isFetching}>
        <Filters pack={choice.pack} onPack={(pack) => change({ pack, page: '1', compare: '' })} />
        <p className={`${s.hint} quiet small`} role="status">
          {chosen.length === 1 ? w.chooseOther : w.chooseTwo}
        </p>
        {!found.data && <Loading />}
        {found.data && total === 0 && <Empty title={w.none} why={w.noneWhy} />}
        {total > 0 && <RunTable rows={rows} chosen={chosen} onChoose={choose} />}
        {total > PAGE_SIZE && (
          <Pager
            rows="runs"
            total={total}
            page={page}
            size={PAGE_SIZE}
            onPage={(to) => change({ page: String(to) })}
          />
        )}
        {keep && (
          <p className={`${s.keep} quiet small`} {...figures('wording')}>
            {w.keeping(n.count(keep.days), n.count(keep.months))} <Grade of={keep.grade} />
          </p>
        )}
      </section>
    </PageFrame>
  )
}

function Filters({ pack, onPack }: { pack: string; onPack: (pack: string) => void }) {
  const w = useWords(runWords)
  const name = useName()
  const navigate = useNavigate()
  const packs = useRead(packList)
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
  const [day, setDay] = useState('')
  const open = () =>
    void navigate({ to: '/', search: { ...(pack && { pack }), ...(day < today && { asOf: day }) } } as never)
  return (
    <div className={`${s.filters} no-print`}>
      <Select
        aria-label={w.pack}
        value={pack}
        onChange={onPack}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: w.allPacks },
          ...packs.map((one) => ({ value: one.pack, label: name(one.name) })),
        ]}
      />
      <form
        className={s.day}
        onSubmit={(event) => {
          event.preventDefault()
          if (day) open()
        }}
      >
        <label htmlFor="as-of">{w.asOfDay}</label>
        <Input
          id="as-of"
          type="date"
          max={today}
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />
        <Button htmlType="submit" disabled={!day}>
          {w.open}
        </Button>
      </form>
    </div>
  )
}

/** Compute the diagnosis anew, and say whether anything came out otherwise. */
function Recompute({ pack }: { pack: string }) {
  const w = useWords(runWords)
  const allowed = useRight('diagnosis.run')
  const forget = useForgetReplies()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string>()
  if (!allowed) return null
  const compute = async () => {
    setBusy(true)
    setSaid(undefined)
    try {
      const { runs } = await api(recomputeRun, { body: pack ? { pack } : {} })
      await forget()
      setSaid(runs.every(({ same }) => same) ? w.recomputedSame : w.recomputed)
    } catch (error) {
      setSaid(refusalOf(error)?.sentence ?? w.failed)
    }
    setBusy(false)
  }
  return (
    <>
      <span role="status" className="quiet small">
        {said}
      </span>
      <Button loading={busy} onClick={compute}>
        {w.recompute}
      </Button>
    </>
  )
}
