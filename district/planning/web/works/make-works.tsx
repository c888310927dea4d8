import { useNavigate } from '@tanstack/react-router'
import { App, Button, Checkbox, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { api, useForgetReplies, useReadIf } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { refusalText } from '#platform/ui/refusal.ts'
import { Loading } from '#platform/ui/states.tsx'
import { makeWorks, proposeWorks, type WORK_GROUPINGS, type WorkProposal } from '../../contract/works.ts'
import type { Scheme } from '../../contract.ts'
import { costOfLines } from '../../rules/works/money.ts'
import s from './make-works.module.css'
import { useWorkTexts } from './use-work-texts.ts'
import { words } from './words.ts'

type Grouping = (typeof WORK_GROUPINGS)[number]

interface MakeWorksProps {
  readonly scheme: Scheme
  /** What was changed since would not be in the projects. */
  readonly isUnsaved: boolean
}

/** A button that turns a saved scheme into works projects, once they have been looked over. */
export function MakeWorks({ scheme, isUnsaved }: MakeWorksProps) {
  const w = useWords(words)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        disabled={isUnsaved || scheme.changes.length === 0}
        title={isUnsaved ? w.saveFirst : ''}
        onClick={() => setOpen(true)}
      >
        {w.make}
      </Button>
      {open && <MakeDialog scheme={scheme} onClose={() => setOpen(false)} />}
    </>
  )
}

const keyOf = ({ facilityIds }: WorkProposal) => facilityIds.join(' ')
const canBeMade = ({ standing }: WorkProposal) => standing === 'new' || standing === 'changed'

function MakeDialog({ scheme, onClose }: { scheme: Scheme; onClose: () => void }) {
  const w = useWords(words)
  const n = useNumbers()
  const { message } = App.useApp()
  const forget = useForgetReplies()
  const navigate = useNavigate()
  const { areaId, schemeId } = scheme
  const [by, setBy] = useState<Grouping>('facility')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const found = useReadIf(true, proposeWorks, { params: { areaId, schemeId }, query: { by } })
  const proposals = found.data?.proposals ?? []
  const chosen = proposals.filter((one) => canBeMade(one) && !left.has(keyOf(one)))
  const nameOf = (one: WorkProposal) => names[keyOf(one)] ?? one.name
  async function make() {
    setBusy(true)
    setRefused(undefined)
    const works = chosen.map((one) => ({ facilityIds: one.facilityIds, name: nameOf(one) }))
    try {
      const { made, updated } = await api(makeWorks, {
        params: { areaId, schemeId },
        body: { revision: found.data!.revision, works },
      })
      await forget()
      void message.success(w.made(n.count(made), n.count(updated)))
      await navigate({ to: '/works', search: { scheme: schemeId } } as never)
      return
    } catch (error) {
      setRefused(refusalText(error) ?? w.failed)
    }
    setBusy(false)
  }
  const toggle = (one: WorkProposal) => {
    const key = keyOf(one)
    setLeft(left.has(key) ? new Set([...left].filter((other) => other !== key)) : new Set([...left, key]))
  }
  return (
    <Modal
      open
      title={w.makeTitle}
      width={960}
      okText={busy ? w.making : w.makeCount(n.count(chosen.length))}
      cancelText={w.close}
      okButtonProps={{ disabled: chosen.length === 0 || chosen.some((one) => nameOf(one).trim() === '') }}
      confirmLoading={busy}
      onOk={() => void make()}
      onCancel={onClose}
      closable={{ 'aria-label': w.close }}
    >
      <div className={s.body}>
        <p className="quiet">{w.makeWhy}</p>
        <Segmented
          aria-label={w.grouping}
          value={by}
          onChange={setBy}
          options={[
            { value: 'facility', label: w.byFacility },
            { value: 'host', label: w.byHost },
          ]}
        />
        {found.isPending && <Loading lines={3} />}
        {found.error && <p role="alert">{refusalText(found.error) ?? w.failed}</p>}
        {proposals.length > 0 && (
          <Proposals
            {...{ proposals, left, nameOf }}
            onToggle={toggle}
            onName={(one, name) => setNames({ ...names, [keyOf(one)]: name })}
          />
        )}
        {refused && (
          <p className={s.refused} role="alert">
            {refused}
          </p>
        )}
      </div>
    </Modal>
  )
}

interface ProposalsProps {
  readonly proposals: readonly WorkProposal[]
  /** Keys of those that are not to be made. */
  readonly left: ReadonlySet<string>
  readonly nameOf: (one: WorkProposal) => string
  readonly onToggle: (one: WorkProposal) => void
  readonly onName: (one: WorkProposal, name: string) => void
}

function Proposals({ proposals, left, nameOf, onToggle, onName }: ProposalsProps) {
  const w = useWords(words)
  const texts = useWorkTexts()
  const text = (label: string) => ({ id: label, label, heading: label })
  const costOf = (one: WorkProposal) => {
    const { fen, unknown } = costOfLines(one.costs)
    return texts.cost({ costFen: fen, costUnknown: unknown })
  }
  const columns: Column<WorkProposal>[] = [
    {
      ...text(w.name),
      rowHeading: true,
      cell: (one) => (
        <span className={s.name}>
          <Checkbox
            aria-label={w.choose(nameOf(one))}
            checked={canBeMade(one) && !left.has(keyOf(one))}
            disabled={!canBeMade(one)}
            onChange={() => onToggle(one)}
          />
          <Input
            aria-label={w.name}
            maxLength={80}
            disabled={!canBeMade(one)}
            value={nameOf(one)}
            onChange={({ target }) => onName(one, target.value)}
          />
        </span>
      ),
    },
    { ...text(w.community), cell: ({ communityId }) => texts.area(communityId) },
    { ...text(w.intervention), cell: ({ interventionId }) => texts.intervention(interventionId) },
    { ...text(w.inWan(w.cost)), number: true, cell: costOf },
    {
      ...text(w.period),
      cell: (one) => (
        <span className={s.when}>
          {texts.period(one.plannedFrom, one.plannedTo)}
          {one.sites.some(({ relation }) => relation === 'one-dig') && (
            <span className={s.oneDig}>{w['one-dig']}</span>
          )}
        </span>
      ),
    },
    { ...text(w.unit), cell: texts.unit },
    { ...text(w.standing), cell: ({ standing }) => <span {...figures('wording')}>{w[standing]}</span> },
  ]
  return <DataTable label={w.makeTitle} columns={columns} rows={proposals} rowKey={keyOf} rowsAre="record" />
}
