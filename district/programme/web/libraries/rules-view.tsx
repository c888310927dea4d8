import { Button } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { Static } from 'typebox'
import {
  publishRules,
  readRules,
  type TrialRow,
  tryRules,
} from '#district/programme/contract/library-rounds.ts'
import type { LibraryCondition, LibraryRule } from '#district/programme/rules/library-pack.ts'
import { type Edit, edited } from '#district/programme/rules/library-rules.ts'
import { valueName } from '#district/programme/rules/names.ts'
import { useRoles } from '#platform/ui/account/use-roles.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { api, useForgetReplies, useRead, useReadKeeping } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Loading } from '#platform/ui/states.tsx'
import { Findings } from './findings.tsx'
import s from './libraries.module.css'
import { ruleWords } from './rule-words.ts'

type Rules = Static<(typeof readRules)['reply']>

/** The rules in force with the source of each number; for the task force, other numbers and who would flip by them. */
export function RulesView() {
  const w = useWords(ruleWords)
  const n = useNumbers()
  const data = useRead(readRules)
  const mayDecide = useRight('library.decide')
  const [edits, setEdits] = useState<readonly Edit[]>([])
  const set = (edit: Edit, inForce: number) =>
    setEdits([
      ...edits.filter((one) => one.ruleId !== edit.ruleId || one.item !== edit.item),
      ...(edit.value === inForce ? [] : [edit]),
    ])
  return (
    <>
      <section className={`panel ${s.panel}`} aria-label={w.rules} {...figures('wording')}>
        <h2>{w.inForce(n.count(data.version))}</h2>
        <p className="quiet small">{w.inForceWhy}</p>
        <div className={s.rules}>
          {data.rules.map((rule) => (
            <RuleCard key={rule.id} {...{ rule, data, edits, set, mayDecide }} />
          ))}
        </div>
      </section>
      {mayDecide && <DryRun {...{ data, edits }} onDone={() => setEdits([])} />}
      <Versions data={data} />
    </>
  )
}

interface RuleProps {
  readonly rule: LibraryRule
  readonly data: Rules
  readonly edits: readonly Edit[]
  readonly set: (edit: Edit, inForce: number) => void
  readonly mayDecide: boolean
}

const useStateName = (states: Rules['states']) => {
  const name = useName()
  return (id: string) => {
    const state = states.find((one) => one.id === id)
    return state ? name(state.name) : id
  }
}

function RuleCard({ rule, data, edits, set, mayDecide }: RuleProps) {
  const w = useWords(ruleWords)
  const name = useName()
  const stateName = useStateName(data.states)
  const given = (item: string, inForce: number) =>
    edits.find((one) => one.ruleId === rule.id && one.item === item)?.value ?? inForce
  const number = (item: string, label: string, inForce: number, scale = 1) =>
    mayDecide ? (
      <input
        className={s.number}
        type="number"
        min={0}
        aria-label={`${name(rule.name)}: ${label}`}
        value={Number((given(item, inForce) * scale).toFixed(4))}
        onChange={({ target }) =>
          target.value !== '' && set({ ruleId: rule.id, item, value: Number(target.value) / scale }, inForce)
        }
      />
    ) : (
      <b>{Number((inForce * scale).toFixed(4))}</b>
    )
  return (
    <article className={s.rule} aria-label={name(rule.name)}>
      <h3>{name(rule.name)}</h3>
      <p className="quiet small">
        {rule.from.map(stateName).join('、')} → {stateName(rule.to)}
      </p>
      <ul>
        {rule.conditions.map((condition) => (
          <li key={condition.id}>
            <span>
              {name(condition.name)} <Needs condition={condition} number={number} />
            </span>
            <Source {...condition} />
          </li>
        ))}
        {(['noticeDays', 'replyDays'] as const).map((item) =>
          rule[item] === undefined ? null : (
            <li key={item}>
              <span>
                {w[item]} {number(item, w[item], rule[item])}
              </span>
              <Source source={rule.source ?? ''} grade={rule.grade ?? 'P'} />
            </li>
          ),
        )}
      </ul>
    </article>
  )
}

interface NeedsProps {
  readonly condition: LibraryCondition
  readonly number: (item: string, label: string, inForce: number, scale?: number) => React.ReactNode
}

function Needs({ condition, number }: NeedsProps) {
  const w = useWords(ruleWords)
  const name = useName()
  if (condition.kind === 'attribute')
    return w.oneOf(condition.values.map((value) => name(valueName(condition.attribute, value))).join('、'))
  const { id, side, threshold, unit } = condition
  return (
    <>
      {w[side]} {number(id, name(condition.name), threshold, unit === 'share' ? 100 : 1)} {w[unit]}
    </>
  )
}

function Source({ source, grade }: { source: string; grade: string }) {
  const w = useWords(ruleWords)
  return (
    <span className={`${s.source} small`} data-default={grade === 'P' || undefined}>
      {grade === 'P' ? w.productDefault : w.decidedBy(source)}
    </span>
  )
}

/** Who would flip by the draft, both ways, and of whom nothing can be said. */
function DryRun({ data, edits, onDone }: { data: Rules; edits: readonly Edit[]; onDone: () => void }) {
  const w = useWords(ruleWords)
  const n = useNumbers()
  const forget = useForgetReplies()
  const asked = useDeferredValue(edits)
  const { data: trial, error } = useReadKeeping(tryRules, { body: { edits: [...asked] } })
  if (error) throw error
  if (!trial) return <Loading />
  // Reasons are told with the numbers that were tried.
  const drafted = { ...data, rules: edited(data.rules, asked, '') }
  const of = (is: (row: TrialRow) => boolean) => trial.rows.filter(is)
  const gains = of(({ now, drafted }) => now !== 'met' && drafted === 'met')
  const loses = of(({ now, drafted }) => now === 'met' && drafted !== 'met')
  const publish = async (note: string) => {
    await api(publishRules, { body: { basedOn: data.version, edits: [...edits], note } })
    onDone()
    await forget()
  }
  return (
    <section className={`panel ${s.panel}`} aria-label={w.trial}>
      <h2>{w.trial}</h2>
      <p className="quiet small" role="status" {...figures('wording')}>
        {w.trialWhy(n.day(trial.asOf), n.count(trial.rows.length))} {edits.length === 0 && w.noEdit}
      </p>
      <div className={`${s.since} no-print`}>
        <Button disabled={edits.length === 0} onClick={onDone}>
          {w.back}
        </Button>
        <ConfirmButton
          label={w.publish}
          title={w.publishTitle(n.count(data.version + 1))}
          why={w.publishWhy(n.count(gains.length), n.count(loses.length))}
          reason={w.note}
          disabled={edits.length === 0}
          onConfirm={publish}
        />
      </div>
      <div className={s.libraries}>
        <Who title={w.gains(n.count(gains.length))} rows={gains} data={drafted} />
        <Who title={w.loses(n.count(loses.length))} rows={loses} data={drafted} />
        <Who
          title={w.stays(n.count(of((row) => row.now === 'met' && row.drafted === 'met').length))}
          rows={of((row) => row.now === 'met' && row.drafted === 'met')}
          data={drafted}
        />
        <Who
          title={w.unknowns(n.count(of(({ drafted }) => drafted === 'unknown').length))}
          rows={of(({ drafted }) => drafted === 'unknown')}
          data={drafted}
        />
      </div>
    </section>
  )
}

function Who({ title, rows, data }: { title: string; rows: readonly TrialRow[]; data: Rules }) {
  const w = useWords(ruleWords)
  const name = useName()
  const ruleOf = (id: string) => data.rules.find((one) => one.id === id)!
  return (
    <section className={s.who} aria-label={title}>
      <h3 {...figures('wording')}>{title}</h3>
      {rows.length === 0 && <p className="quiet small">{w.nobody}</p>}
      <ul {...figures('record')}>
        {rows.map((row) => (
          <li key={`${row.projectId} ${row.ruleId}`}>
            <span>
              <b>{name(row.name)}</b> <span className="quiet small">{name(ruleOf(row.ruleId).name)}</span>
            </span>
            <Findings rule={ruleOf(row.ruleId)} projectId={row.projectId} findings={row.findings} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Versions({ data }: { data: Rules }) {
  const w = useWords(ruleWords)
  const n = useNumbers()
  const roles = useRoles()
  return (
    <section className={`panel ${s.panel}`} aria-label={w.versions}>
      <h2>{w.versions}</h2>
      <ul className={s.versions} {...figures('record')}>
        {data.versions.map(({ version, note, madeRole, madeOn }) => (
          <li key={version}>
            <b>{w.version(n.count(version))}</b> {note}{' '}
            <span className="quiet small">
              {madeOn ? `${n.day(madeOn)} · ${roles([madeRole])}` : w.ofPack}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
