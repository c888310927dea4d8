import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useSession } from '#platform/ui/account/use-session.ts'
import { api, useForgetReplies, useReadKeeping } from '#platform/ui/api.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { CopyLink } from '#platform/ui/copy-link.tsx'
import { figures } from '#platform/ui/figure.tsx'
import { useLanguage, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { PageFrame } from '#platform/ui/page-frame.tsx'
import { Empty, Loading } from '#platform/ui/states.tsx'
import { endFeed, makeFeed, myFeed } from '../contract.ts'
import s from './calendar-page.module.css'
import { words } from './words.ts'

/** Where somebody makes, renews and ends the calendar feed of the post they act in. */
export function Page() {
  const w = useWords(words)
  const session = useSession()
  if (!session) return <Loading />
  return (
    <PageFrame title={w.title} under={w.intro}>
      <section className={`panel ${s.panel}`} aria-label={w.title}>
        {session.acting ? <Feed /> : <Empty title={w.signIn} why={w.signInWhy} />}
      </section>
    </PageFrame>
  )
}

function Feed() {
  const w = useWords(words)
  const n = useNumbers()
  const language = useLanguage()
  const { message } = App.useApp()
  const forget = useForgetReplies()
  const { data: feed, error } = useReadKeeping(myFeed)
  const [address, setAddress] = useState<string>()
  if (error) throw error
  if (feed === undefined) return <Loading lines={2} />
  const make = async () => {
    setAddress((await api(makeFeed, { body: { language } })).address)
    await forget()
  }
  const end = async () => {
    await api(endFeed)
    setAddress(undefined)
    await forget()
    void message.success(w.ended)
  }
  return (
    <>
      {address && <Address address={address} />}
      <div className={s.state} {...figures('wording')}>
        <p>{feed ? w.has(n.moment(feed.madeAt)) : w.none}</p>
        {feed && <p className="quiet">{feed.fetchedAt ? w.fetched(n.moment(feed.fetchedAt)) : w.never}</p>}
      </div>
      <div className={s.actions}>
        {feed ? (
          <>
            <ConfirmButton label={w.remake} title={w.remake} why={w.remakeWhy} onConfirm={make} />
            <ConfirmButton danger label={w.end} title={w.end} why={w.endWhy} onConfirm={end} />
          </>
        ) : (
          <Button type="primary" onClick={() => void make()}>
            {w.make}
          </Button>
        )}
      </div>
      <h2>{w.how}</h2>
      <ul className={s.how}>
        {w.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </>
  )
}

function Address({ address }: { address: string }) {
  const w = useWords(words)
  return (
    <div className={s.address} role="status">
      <label htmlFor="feed-address">{w.address}</label>
      <Input
        id="feed-address"
        readOnly
        value={address}
        onFocus={({ target }) => target.select()}
        aria-describedby="feed-secret"
      />
      <p id="feed-secret" className="quiet small">
        {w.secret}
      </p>
      <div className={s.actions}>
        <CopyLink href={address} />
        <Button type="primary" href={address.replace(/^https?:/, 'webcal:')}>
          {w.subscribe}
        </Button>
      </div>
    </div>
  )
}
