import { Link } from '@tanstack/react-router'
import type { QuotaRow } from '#district/programme/contract/quotas.ts'
import { Figure, figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Loading } from '#platform/ui/states.tsx'
import { NeedsRight } from './needs-right.tsx'
import s from './programme.module.css'
import { useAsked } from './use-asked.ts'
import { useStands } from './use-stands.ts'
import { words } from './words.ts'

/** Every quota of the plan as a card: how far, of what, by when, and what it leads to. */
export function QuotaView() {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { mayRead, quotas } = useStands()
  if (!mayRead) return <NeedsRight />
  if (!quotas) return <Loading />
  return (
    <section aria-label={w.quotas}>
      <p className={`quiet small ${s.rule}`} {...figures('wording')}>
        {name(quotas.note)} {w.forecastRule(n.count(quotas.forecastDays))}
      </p>
      <div className={s.cards} id="quotas">
        {quotas.rows.map((quota) => (
          <QuotaCard key={quota.quotaId} quota={quota} />
        ))}
      </div>
    </section>
  )
}

/** One quota; its numerator opens to what is counted, and what is lacking to that. */
export function QuotaCard({ quota }: { quota: QuotaRow }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const asked = useAsked()
  const { measure, numerator, denominator, atLeast, deadline, forecast, atDeadline, counts } = quota
  const value = (of: number) => (measure === 'count' ? n.count(of) : n.percent(of))
  const opens = (more: object) => ({
    to: '/projects',
    search: counts === 'towns' ? { ...asked, view: 'towns' } : { ...asked, quota: quota.quotaId, ...more },
  })
  return (
    <article className={`panel ${s.card}`} data-state={quota.state}>
      <header>
        <h2 {...figures('wording')}>{name(quota.name)}</h2>
        <span className={s.tag} data-state={quota.state}>
          {w[quota.state === 'unknown' ? 'unknownState' : quota.state]}
        </span>
      </header>
      <blockquote {...figures('wording')} lang="zh-CN">
        「{quota.phrase}」
      </blockquote>
      <p className={s.sum}>
        <Figure {...opens({})}>
          <b>{n.count(numerator)}</b>
          {denominator !== null && ` / ${n.count(denominator)}`}
          {measure === 'share' && quota.value !== null && ` = ${n.percent(quota.value)}`}
        </Figure>
      </p>
      <Bar quota={quota} />
      <dl {...figures('wording')}>
        {atLeast !== null && (
          <div>
            <dt>{w.needs}</dt>
            <dd>{w.atLeast(value(atLeast))}</dd>
          </div>
        )}
        <div>
          <dt>{w.deadline}</dt>
          <dd>{n.day(deadline)}</dd>
        </div>
        {forecast !== null && (
          <div>
            <dt>{w.forecast}</dt>
            <dd>{w.forecastBy(value(forecast))}</dd>
          </div>
        )}
        {atDeadline && (
          <div>
            <dt>{w.atDeadline}</dt>
            <dd>
              {n.count(atDeadline.numerator)}
              {atDeadline.denominator !== null && ` / ${n.count(atDeadline.denominator)}`}
              {atDeadline.denominator && ` = ${n.percent(atDeadline.numerator / atDeadline.denominator)}`}
            </dd>
          </div>
        )}
      </dl>
      <Lacking quota={quota} opens={opens} />
      <details className="small">
        <summary>{w.rule}</summary>
        <p {...figures('wording')}>
          {name(quota.rule)} {quota.note && name(quota.note)}{' '}
          {quota.denominatorFrom &&
            w.denominatorFrom(
              name(quota.denominatorFrom.name),
              n.day(quota.denominatorFrom.from),
              quota.denominatorFrom.source,
              quota.denominatorFrom.grade,
            )}{' '}
          {w.fromPlan(quota.source, quota.grade)}
        </p>
      </details>
    </article>
  )
}

interface LackingProps {
  readonly quota: QuotaRow
  readonly opens: (more: object) => { to: string; search: object }
}

function Lacking({ quota, opens }: LackingProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const { lacking, lackingNames } = quota
  if (lacking.length === 0) return null
  const { to, search } = opens({ lacking: 'yes' })
  const names = lackingNames.slice(0, 4).map(name).join('、')
  return (
    <p className="small">
      <span className="quiet">{w.lacking}: </span>
      <Link to={to} search={search as never}>
        {names}
        {lacking.length > 4 && ` ${w.andMore(n.count(lacking.length))}`}
      </Link>
    </p>
  )
}

/** How far, at the deadline once it has passed, with the threshold as a line; the numbers beside it say the same. */
function Bar({ quota: { measure, value: now, atLeast, atDeadline } }: { quota: QuotaRow }) {
  const then = atDeadline && atDeadline.numerator / (measure === 'share' ? (atDeadline.denominator ?? 0) : 1)
  const value = (atDeadline ? then : now) || 0
  const full = measure === 'share' ? Math.max(1, value) : Math.max(atLeast ?? 1, value)
  const share = (of: number) => `${Math.min(100, (of / full) * 100)}%`
  return (
    <span className={s.bar} aria-hidden="true">
      <span style={{ width: share(value) }} />
      {atLeast !== null && atLeast < full && <i style={{ left: share(atLeast) }} />}
    </span>
  )
}
