import { Link, useParams } from '@tanstack/react-router'
import { Checkbox, Radio } from 'antd'
import { useState } from 'react'
import { MIGRATED_MAX, migrateCases, previewMigration } from '#mechanisms/application/contract/migration.ts'
import { api, useForgetReplies, useReadKeeping } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Field } from '#platform/ui/field.tsx'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { useUrlState } from '#platform/ui/url-state.ts'
import a from './application.module.css'
import { MigrationTable } from './migration-table.tsx'
import { procedureWords } from './procedure-words.ts'
import s from './procedures.module.css'

/** What becomes of each open application that goes by another version, and letting those that are chosen go on by this one. */
export function Page() {
  const w = useWords(procedureWords)
  const n = useNumbers()
  const name = useName()
  const { procedureId = '', version = '' } = useParams({ strict: false })
  const [choice, change] = useUrlState({ way: 'walk' })
  const params = { procedureId, version: Number(version) }
  const query = { comesBack: choice.way === 'back' }
  const found = useReadKeeping(previewMigration, { params, query })
  if (found.error) throw found.error
  const { total = 0, cases = [] } = found.data ?? {}
  return (
    <PageFrame
      title={w.migrateTo}
      over={<Link to="/procedures">{w.title}</Link>}
      under={
        found.data && (
          <>
            <span {...figures('wording')}>{w.under(name(found.data.name), n.count(params.version))}</span>
            {total > 0 && (
              <>
                {' · '}
                <Figure rows="migration">{w.others(n.count(total))}</Figure>
              </>
            )}
          </>
        )
      }
    >
      <section className="panel" aria-label={w.preview} aria-busy={found.isFetching}>
        {!found.data && <Loading />}
        {found.data && total === 0 && <Empty title={w.none} why={w.noneWhy} />}
        {cases.some(({ plan }) => plan?.isBetween) && (
          <div className={s.way}>
            <Way value={choice.way} onChange={(way) => change({ way })} />
          </div>
        )}
        <Chosen {...{ params, query, cases }} />
        {total > cases.length && (
          <p className={`${s.hint} quiet small`} {...figures('wording')}>
            {w.onlyFirst(n.count(MIGRATED_MAX))}
          </p>
        )}
      </section>
    </PageFrame>
  )
}

function Way({ value, onChange }: { value: string; onChange: (way: string) => void }) {
  const w = useWords(procedureWords)
  return (
    <Field label={w.way}>
      <Radio.Group
        aria-label={w.way}
        className={a.ways!}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <Radio value="walk">
          {w.walk}
          <span className="quiet small">{w.walkWhy}</span>
        </Radio>
        <Radio value="back">
          {w.comeBack}
          <span className="quiet small">{w.comeBackWhy}</span>
        </Radio>
      </Radio.Group>
    </Field>
  )
}

interface ChosenProps {
  readonly params: { readonly procedureId: string; readonly version: number }
  readonly query: { readonly comesBack: boolean }
  readonly cases: Parameters<typeof MigrationTable>[0]['cases']
}

/** The table, which of it is chosen, and the deed. */
function Chosen({ params, query, cases }: ChosenProps) {
  const w = useWords(procedureWords)
  const n = useNumbers()
  const forget = useForgetReplies()
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [done, setDone] = useState<number>()
  const able = cases.filter(({ problem }) => problem === null)
  const chosen = able.filter(({ caseId }) => ids.has(caseId))
  const toggle = (caseId: string) =>
    setIds(new Set(ids.has(caseId) ? [...ids].filter((id) => id !== caseId) : [...ids, caseId]))
  const migrate = async (note: string) => {
    const sent = chosen.map(({ communityId, caseId, events }) => ({ communityId, caseId, events }))
    try {
      const { migrated } = await api(migrateCases, { params, body: { ...query, note, cases: sent } })
      setDone(migrated)
      setIds(new Set())
    } finally {
      // Refused, somebody has acted: the preview is looked at again.
      await forget()
    }
  }
  return (
    <>
      {done !== undefined && (
        <p className={`${s.hint} ${a.said}`} role="status" {...figures('record')}>
          {w.done(n.count(done))}
        </p>
      )}
      {cases.length > 0 && (
        <>
          <div className={s.choose}>
            <Checkbox
              checked={chosen.length > 0 && chosen.length === able.length}
              indeterminate={chosen.length > 0 && chosen.length < able.length}
              disabled={able.length === 0}
              onChange={({ target }) =>
                setIds(new Set(target.checked ? able.map(({ caseId }) => caseId) : []))
              }
            >
              {w.all}
            </Checkbox>
            <Figure rows="migration">{w.chosen(n.count(chosen.length))}</Figure>
            <span>
              <ConfirmButton
                label={w.migrate}
                title={w.confirm(n.count(chosen.length), n.count(params.version))}
                why={w.confirmWhy}
                reason={w.reason}
                disabled={chosen.length === 0}
                onConfirm={migrate}
              />
            </span>
          </div>
          <MigrationTable cases={cases} chosen={ids} onToggle={toggle} />
        </>
      )}
    </>
  )
}
