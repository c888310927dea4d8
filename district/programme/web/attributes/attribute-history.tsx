import type { Static } from 'typebox'
import { ATTRIBUTES, type Attribute, type readProject } from '#district/programme/contract.ts'
import { ATTRIBUTE_NAMES, valueName } from '#district/programme/rules/names.ts'
import { useRoles } from '#platform/ui/account/use-roles.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { useAsked } from '../use-asked.ts'
import { ChangeButton, WithdrawButton } from './attribute-acts.tsx'
import { words } from './attribute-words.ts'
import s from './attributes.module.css'

type Data = Static<(typeof readProject)['reply']>
type Row = Data['history'][number]

/** Each attribute with its own line of time, the latest first, and for who may, the way to change it. */
export function AttributeHistory({ project, history, barred, stageBarred }: Data) {
  const w = useWords(words)
  const name = useName()
  return (
    <section className={`panel ${s.history}`} aria-labelledby="history-title" {...figures('record')}>
      <h2 id="history-title">{w.history}</h2>
      <p className="quiet small">{w.historyRule}</p>
      {barred && <p className="small">{w.mayNot(name(barred))}</p>}
      <div className={s.lines}>
        {ATTRIBUTES.map((attribute) => (
          <Line
            key={attribute}
            projectId={project.projectId}
            attribute={attribute}
            rows={history.filter((row) => row.attribute === attribute)}
            barred={attribute === 'stage' ? stageBarred : barred}
            sayWhy={attribute === 'stage' && !barred}
          />
        ))}
      </div>
    </section>
  )
}

interface LineProps {
  readonly projectId: string
  readonly attribute: Attribute
  readonly rows: readonly Row[]
  readonly barred: Data['barred']
  /** The reason is the attribute's own, and not said above. */
  readonly sayWhy: boolean
}

function Line({ projectId, attribute, rows, barred, sayWhy }: LineProps) {
  const w = useWords(words)
  const name = useName()
  const { asOf } = useAsked()
  const counting = rows.filter(({ isFuture, withdrawn }) => !isFuture && !withdrawn)
  const held = counting.at(-1)
  // A project may stand on several lists.
  const isHeld = (row: Row) => (attribute === 'list' ? counting.includes(row) : row === held)
  return (
    <section className={s.line} aria-label={name(ATTRIBUTE_NAMES[attribute])}>
      <header>
        <h3>{name(ATTRIBUTE_NAMES[attribute])}</h3>
        {/* What is done is done today: on a past day there is nothing to press. */}
        {!asOf && (
          <ChangeButton
            key={held?.value}
            projectId={projectId}
            attribute={attribute}
            held={held?.value}
            disabled={barred !== null}
          />
        )}
      </header>
      {sayWhy && barred && <p className="quiet small">{w.mayNot(name(barred))}</p>}
      {rows.length === 0 ? (
        <p className="quiet small">{w.none}</p>
      ) : (
        <ol>
          {[...rows].reverse().map((row) => (
            <Entry
              key={`${row.holdsFrom} ${row.entry}`}
              projectId={projectId}
              row={row}
              isHeld={isHeld(row)}
              mayWithdraw={!asOf && barred === null && !row.withdrawn}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

interface EntryProps {
  readonly projectId: string
  readonly row: Row
  readonly isHeld: boolean
  readonly mayWithdraw: boolean
}

function Entry({ projectId, row, isHeld, mayWithdraw }: EntryProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const roles = useRoles()
  const { attribute, value, holdsFrom, source, grade, generated, recorded, withdrawn } = row
  const said = name(valueName(attribute, value))
  const state = withdrawn ? 'withdrawn' : row.isFuture ? 'coming' : isHeld ? 'held' : 'past'
  return (
    <li data-state={state}>
      <div>
        <span className={s.value}>{withdrawn ? <s>{said}</s> : said}</span>{' '}
        <span className="small">{w.from(n.day(holdsFrom))}</span>
        {state === 'coming' && <span className={s.coming}>{w.coming}</span>}
        <p className="quiet small">
          {generated ? w.generated : `${source} · ${w.grade(grade)}`}
          {recorded && ` · ${w.recorded(n.day(recorded.on), roles([recorded.role]))}`}
        </p>
        {withdrawn && <p className="small">{w.withdrawn(n.day(withdrawn.on), withdrawn.why)}</p>}
      </div>
      {mayWithdraw && (
        <WithdrawButton
          projectId={projectId}
          row={row}
          what={`${name(ATTRIBUTE_NAMES[attribute])} ${said}`}
        />
      )}
    </li>
  )
}
