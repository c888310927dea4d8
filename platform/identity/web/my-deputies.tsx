import { Input, Select } from 'antd'
import { useState } from 'react'
import {
  appointDeputy,
  type Deputy,
  deputies as deputiesRoute,
  endDeputy,
  type Session,
} from '#platform/identity/contract.ts'
import { api, useForgetReplies, useRead } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { Field } from '#platform/ui/field.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { deputyWords } from './deputy-words.ts'
import s from './page.module.css'
import { useAreaName } from './post-text.tsx'

/** Who stands in for the reader, for whom the reader stands in, and where a deputy is appointed. */
export function MyDeputies({ session }: { session: Session }) {
  const w = useWords(deputyWords)
  const n = useNumbers()
  const name = useName()
  const areaName = useAreaName()
  const forget = useForgetReplies()
  const { deputies } = useRead(deputiesRoute)
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Deputy>[] = [
    { ...text(w.deputy), rowHeading: true, cell: (deputy) => deputy.name },
    { ...text(w.standsInFor), cell: ({ holderName }) => holderName },
    {
      ...text(w.post),
      cell: ({ roleName, areaId }) => [name(roleName), areaName(areaId)].filter(Boolean).join(' · '),
    },
    { ...text(w.from), cell: ({ from }) => n.day(from) },
    { ...text(w.until), cell: ({ to }) => n.day(to) },
    {
      ...text(w.actions),
      cell: ({ deputyId }) => (
        <ConfirmButton
          small
          label={w.end}
          title={w.endTitle}
          why={w.endWhy}
          onConfirm={() => api(endDeputy, { params: { deputyId } }).then(forget)}
        />
      ),
    },
  ]
  return (
    <section className="panel" aria-labelledby="deputies">
      <div className={s.head}>
        <h2 id="deputies">{w.title}</h2>
        {session.posts.length > 0 && <Appoint session={session} />}
      </div>
      {deputies.length === 0 ? (
        <p className={`quiet ${s.pad}`}>{w.none}</p>
      ) : (
        <DataTable
          label={w.title}
          columns={columns}
          rows={deputies}
          rowKey={({ deputyId }) => deputyId}
          rowsAre="record"
        />
      )}
    </section>
  )
}

function Appoint({ session }: { session: Session }) {
  const w = useWords(deputyWords)
  const name = useName()
  const areaName = useAreaName()
  const forget = useForgetReplies()
  const [postId, setPostId] = useState(session.acting?.postId ?? session.posts[0]?.postId ?? '')
  const [loginName, setLoginName] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  return (
    <ConfirmButton
      small
      label={w.appoint}
      title={w.appoint}
      why={w.appointWhy}
      onConfirm={() =>
        api(appointDeputy, { params: { postId }, body: { loginName, ...(from && { from }), to } }).then(
          forget,
        )
      }
    >
      <Field id="deputy-post" label={w.post}>
        <Select
          id="deputy-post"
          value={postId}
          onChange={setPostId}
          options={session.posts.map((post) => ({
            value: post.postId,
            label: [name(post.roleName), areaName(post.areaId)].filter(Boolean).join(' · '),
          }))}
        />
      </Field>
      <Field id="deputy-name" label={w.loginName}>
        <Input id="deputy-name" value={loginName} onChange={(event) => setLoginName(event.target.value)} />
      </Field>
      <Field id="deputy-from" label={w.fromOptional}>
        <Input id="deputy-from" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field id="deputy-to" label={w.untilHint}>
        <Input id="deputy-to" type="date" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
    </ConfirmButton>
  )
}
