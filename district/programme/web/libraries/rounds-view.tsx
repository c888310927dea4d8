import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { Static } from 'typebox'
import {
  answerRound,
  listRounds,
  openRound,
  type ProposalRow,
  type Round,
} from '#district/programme/contract/library-rounds.ts'
import { useRight } from '#platform/ui/account/use-session.ts'
import { api, useForgetReplies, useRead } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { SearchInput } from '#platform/ui/search-input.tsx'
import { Empty } from '#platform/ui/states.tsx'
import { Findings } from './findings.tsx'
import s from './libraries.module.css'
import { Notices } from './notices.tsx'
import { roundWords, ruleWords } from './rule-words.ts'

type Rounds = Static<(typeof listRounds)['reply']>

/** Rounds with the moves they propose, and the notices of exit that run. */
export function RoundsView() {
  const w = useWords(roundWords)
  const data = useRead(listRounds)
  const forget = useForgetReplies()
  const mayDecide = useRight('library.decide')
  const isOpen = data.rounds.some(({ quarter }) => quarter === data.quarter)
  return (
    <>
      {mayDecide && !isOpen && (
        <div className={`${s.since} ${s.open} no-print`}>
          <ConfirmButton
            label={w.open}
            title={w.openTitle(data.quarter)}
            why={w.openWhy}
            onConfirm={async () => {
              await api(openRound, {})
              await forget()
            }}
          />
        </div>
      )}
      <Notices data={data} mayDecide={mayDecide} />
      {data.rounds.length === 0 && (
        <div className={`panel ${s.panel}`}>
          <Empty title={w.none} why={w.noneWhy} />
        </div>
      )}
      {data.rounds.map((round) => (
        <RoundPanel key={round.roundId} {...{ round, data, mayDecide }} />
      ))}
    </>
  )
}

interface RoundProps {
  readonly round: Round
  readonly data: Rounds
  readonly mayDecide: boolean
}

function RoundPanel({ round, data, mayDecide }: RoundProps) {
  const w = useWords(roundWords)
  const rw = useWords(ruleWords)
  const n = useNumbers()
  const name = useName()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const rows = round.proposals.filter((row) =>
    `${row.name.zh} ${row.name.en}`.toLowerCase().includes(q.toLowerCase()),
  )
  const open = rows.filter(({ state }) => state === 'open')
  const title = w.round(round.quarter, n.day(round.openedOn), n.count(round.ruleVersion))
  const stateName = (id: string) => name(data.states.find((one) => one.id === id)?.name ?? { zh: id, en: id })
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<ProposalRow>[] = [
    {
      ...text(w.project),
      rowHeading: true,
      cell: (row) => (
        <span className={s.since}>
          {mayDecide && row.state === 'open' && (
            <Checkbox
              aria-label={w.tick(name(row.name))}
              checked={chosen.includes(row.projectId)}
              onChange={() => toggle(row.projectId)}
            />
          )}
          <Link to={`/projects/${row.projectId}`}>{name(row.name)}</Link>
        </span>
      ),
    },
    { ...text(w.move), cell: ({ from, to }) => `${stateName(from)} → ${stateName(to)}` },
    {
      ...text(w.why),
      cell: (row) => (
        <Findings
          rule={round.rules.find(({ id }) => id === row.ruleId)!}
          projectId={row.projectId}
          findings={row.findings}
        />
      ),
    },
    { ...text(w.state), cell: (row) => <Answered row={row} /> },
  ]
  return (
    <section className={`panel ${s.panel}`} aria-label={title}>
      <h2 {...figures('wording')}>
        {title} {round.generated && <span className="quiet small">{rw.demo}</span>}
      </h2>
      {round.proposals.length === 0 ? (
        <p className="quiet">{w.noMoves}</p>
      ) : (
        <>
          <div className={`${s.since} no-print`}>
            <SearchInput label={w.search} value={q} onChange={setQ} />
            {mayDecide && open.length > 0 && (
              <>
                <Button onClick={() => setChosen(open.map(({ projectId }) => projectId))}>{w.all}</Button>
                <Button disabled={chosen.length === 0} onClick={() => setChosen([])}>
                  {w.noneTicked}
                </Button>
              </>
            )}
          </div>
          <DataTable
            rowsAre="record"
            label={title}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.projectId}
          />
          {mayDecide && open.length > 0 && <Answers {...{ round, chosen }} onDone={() => setChosen([])} />}
        </>
      )}
    </section>
  )
}

function Answered({ row: { state, answeredOn, why } }: { row: ProposalRow }) {
  const w = useWords(roundWords)
  const n = useNumbers()
  if (state === 'open') return w.open_
  return (
    <span>
      {state === 'confirmed' ? w.confirmed : w.leftOut}
      <span className={`quiet small ${s.below}`}>
        {answeredOn && n.day(answeredOn)} {why}
      </span>
    </span>
  )
}

interface AnswersProps {
  readonly round: Round
  readonly chosen: readonly string[]
  readonly onDone: () => void
}

/** What is done with the chosen moves, all of them or none. */
function Answers({ round, chosen, onDone }: AnswersProps) {
  const w = useWords(roundWords)
  const n = useNumbers()
  const forget = useForgetReplies()
  const exits = round.proposals.filter(({ projectId, to }) => chosen.includes(projectId) && to === 'exited')
  const send = (answer: 'confirmed' | 'left-out') => async (reason: string) => {
    const body = { answer, projectIds: [...chosen], reason }
    await api(answerRound, { params: { roundId: round.roundId }, body })
    onDone()
    await forget()
  }
  return (
    <div className={`${s.since} no-print`}>
      <ConfirmButton
        label={w.confirm(n.count(chosen.length))}
        title={w.confirmTitle}
        why={w.confirmWhy(n.count(chosen.length - exits.length), n.count(exits.length))}
        disabled={chosen.length === 0}
        onConfirm={send('confirmed')}
      />
      <ConfirmButton
        label={w.leave}
        title={w.leaveTitle}
        why={w.leaveWhy}
        reason={w.reason}
        disabled={chosen.length === 0}
        onConfirm={send('left-out')}
      />
    </div>
  )
}
