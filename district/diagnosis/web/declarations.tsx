import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import {
  type CommunityDeclarations,
  communityDeclarations,
  type Declared,
} from '#district/diagnosis/contract/choices.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { Loading } from '#platform/ui/states.tsx'
import { choiceWords } from './choice-words.ts'
import s from './choices.module.css'
import page from './community-page.module.css'
import { DeclareDialog } from './declare-dialog.tsx'
import { Signed, useWho } from './signed.tsx'

/** What the community has declared about its own diagnosis; whoever may declares more, or takes it back. */
export function Declarations({ communityId }: { communityId: string }) {
  const w = useWords(choiceWords)
  const { data } = useReadKeeping(communityDeclarations, { params: { communityId } })
  const [open, setOpen] = useState<Declared | 'new'>()
  return (
    <section
      id="declarations"
      className={`panel ${page.section}`}
      aria-labelledby="declarations-title"
      {...figures('record')}
    >
      <header className={page.head}>
        <h2 id="declarations-title">{w.declarations}</h2>
        <p>{w.declarationsWhy}</p>
        {data?.mayDeclare && (
          <Button className={`${s.button} no-print`} onClick={() => setOpen('new')}>
            {w.declare}
          </Button>
        )}
      </header>
      {data ? (
        <>
          <Holding of={data} onTakeBack={setOpen} />
          {data.history.length > 0 && <History rows={data.history} />}
          <DeclareDialog
            key={open === 'new' ? 'new' : open?.declarationId}
            communityId={communityId}
            {...(open && { open })}
            items={data.items}
            onClose={() => setOpen(undefined)}
          />
        </>
      ) : (
        <Loading lines={3} />
      )}
    </section>
  )
}

interface HoldingProps {
  readonly of: CommunityDeclarations
  readonly onTakeBack: (declared: Declared) => void
}

function Holding({ of: { holding, profile, signatures, mayDeclare }, onTakeBack }: HoldingProps) {
  const w = useWords(choiceWords)
  const n = useNumbers()
  const name = useName()
  const rows = (kind: Declared['kind']) =>
    holding
      .filter((declared) => declared.kind === kind)
      .map((declared) => <Row key={declared.declarationId} {...{ declared, mayDeclare, onTakeBack }} />)
  const chosen = rows('signature')
  const optOuts = rows('opt-out')
  const count = w.ofMost(n.count(chosen.length), n.count(signatures.most))
  return (
    <div className={s.groups}>
      <Group title={w.profile}>
        {profile.declared ? (
          rows('profile')
        ) : (
          <li className={`${s.entry} ${s.row}`}>
            <b>{name(profile.name)}</b>
            <span className="quiet small">{w.packDefault}</span>
          </li>
        )}
      </Group>
      <Group title={w.signature} note={chosen.length > 0 && count}>
        {chosen}
        {chosen.length < signatures.least && (
          <li className={`${s.entry} quiet`}>
            {chosen.length === 0 ? w.noSignature : w.moreSignatures(n.count(signatures.least))}
          </li>
        )}
      </Group>
      <Group title={w['opt-out']} note={optOuts.length > 0 && n.count(optOuts.length)}>
        {optOuts.length > 0 ? optOuts : <li className={`${s.entry} quiet`}>{w.noOptOut}</li>}
      </Group>
    </div>
  )
}

function Group({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <h3>
        {title} {note && <span className="quiet small">{note}</span>}
      </h3>
      <ul className={s.list}>{children}</ul>
    </div>
  )
}

interface RowProps extends Pick<HoldingProps, 'onTakeBack'> {
  readonly declared: Declared
  readonly mayDeclare: boolean
}

function Row({ declared, mayDeclare, onTakeBack }: RowProps) {
  const w = useWords(choiceWords)
  const name = useName()
  return (
    <li className={`${s.entry} ${s.row}`}>
      <b>{name(declared.name)}</b>
      {mayDeclare && (
        <button
          type="button"
          className={`${page.toggle} no-print`}
          aria-label={w.takeBackWhat(name(declared.name))}
          onClick={() => onTakeBack(declared)}
        >
          {w.takeBack}
        </button>
      )}
      {declared.reason && <span className={s.reason}>{declared.reason}</span>}
      <Signed of={declared} />
    </li>
  )
}

function History({ rows }: { rows: readonly Declared[] }) {
  const w = useWords(choiceWords)
  const n = useNumbers()
  const name = useName()
  const who = useWho()
  const kinds = { profile: w.oneProfile, signature: w.oneSignature, 'opt-out': w.oneOptOut }
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Declared>[] = [
    { ...text(w.when), cell: ({ at }) => n.day(at) },
    {
      ...text(w.what),
      rowHeading: true,
      cell: (row) => (
        <>
          {name(row.name)}
          <span className={page.near}>{(row.holds ? w.declared : w.tookBack)(kinds[row.kind])}</span>
        </>
      ),
    },
    { ...text(w.reason), cell: ({ reason }) => reason },
    { ...text(w.who), cell: who },
  ]
  return (
    <details className={s.history}>
      <summary>{w.history(n.count(rows.length))}</summary>
      <DataTable label={w.declarations} columns={columns} rows={rows} rowKey={(row) => row.declarationId} />
    </details>
  )
}
