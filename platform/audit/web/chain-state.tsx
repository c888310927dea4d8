import { Button, Progress } from 'antd'
import { useState } from 'react'
import { auditChain, auditVerify } from '#platform/audit/contract.ts'
import type { Reply } from '#platform/http/route.ts'
import { api, useForgetReplies, useRead } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { refusalText } from '#platform/ui/refusal.ts'
import s from './audit-page.module.css'
import { words } from './words.ts'

/** How far the chain reaches, whether it is sound, and the head to write down. */
export function ChainState() {
  const w = useWords(words)
  const n = useNumbers()
  const forget = useForgetReplies()
  const { total, head, lastVerified, names } = useRead(auditChain)
  const [share, setShare] = useState<number>()
  const [verdict, setVerdict] = useState<Reply<typeof auditVerify>>()
  const [refused, setRefused] = useState<string>()
  const verify = async () => {
    setVerdict(undefined)
    setRefused(undefined)
    setShare(0)
    try {
      // A part at a time, each behind the head that the one before gave, so a long log shows how far it is.
      let part = await api(auditVerify, { body: {} })
      while (!part.done) {
        setShare(part.sequence / part.total)
        part = await api(auditVerify, { body: { head: part.head } })
      }
      setVerdict(part)
      await forget()
    } catch (error) {
      setRefused(refusalText(error) ?? w.failed)
    }
    setShare(undefined)
  }
  const who = lastVerified?.accountId ? (names[lastVerified.accountId] ?? lastVerified.accountId) : ''
  const last = lastVerified && {
    sound: lastVerified.detail.sound === true,
    words: [who, n.moment(lastVerified.at), n.count(Number(lastVerified.detail.sequence))] as const,
  }
  return (
    <section className={`panel ${s.chain}`} aria-label={w.chain}>
      <div>
        <h2>
          {w.chain} · {w.total(n.count(total))}
        </h2>
        <p className={last && !last.sound ? s.wrong : undefined} role="status">
          {last ? (last.sound ? w.lastSound : w.lastBroken)(...last.words) : w.neverVerified}
        </p>
        {head && (
          <p className="small">
            <span className="quiet">{w.head}</span> <code>{head}</code>
          </p>
        )}
        {share !== undefined && <Progress percent={Math.round(share * 100)} aria-label={w.verifying} />}
        {verdict && !verdict.sound && (
          <p className={s.wrong} role="alert">
            {w.broken(n.count(verdict.sequence), w[verdict.fault as 'missing'])}
          </p>
        )}
        {refused && (
          <p className={s.wrong} role="alert">
            {refused}
          </p>
        )}
      </div>
      <Button onClick={verify} loading={share !== undefined}>
        {w.verify}
      </Button>
    </section>
  )
}
