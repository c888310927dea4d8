import { Button, Drawer, Input, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { createAccount } from '#platform/identity/contract.ts'
import { words as accountWords } from '#platform/ui/account/words.ts'
import { api, useForgetReplies } from '#platform/ui/api.ts'
import { useWords } from '#platform/ui/language.ts'
import { refusalText } from '#platform/ui/refusal.ts'
import { words as shellWords } from '#platform/ui/words.ts'
import s from './page.module.css'
import { givenOf, NO_POST, PostFields } from './post-fields.tsx'
import { ShownOnce } from './shown-once.tsx'
import { words } from './words.ts'

/** A form beside the list; the password that was made is shown once when it is done. */
export function CreateAccount() {
  const w = useWords(words)
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<{ who: string; password: string }>()
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {w.create}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={w.create}
        size={440}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <CreateForm
          done={(who, password) => {
            setOpen(false)
            if (password !== null) setMade({ who, password })
          }}
        />
      </Drawer>
      {made && <ShownOnce {...made} onClose={() => setMade(undefined)} />}
    </>
  )
}

function CreateForm({ done }: { done: (who: string, password: string | null) => void }) {
  const w = useWords(words)
  const { rules } = useWords(accountWords)
  const { failed } = useWords(shellWords)
  const forget = useForgetReplies()
  const [name, setName] = useState('')
  const [loginName, setLoginName] = useState('')
  const [post, setPost] = useState(NO_POST)
  const [chosen, setChosen] = useState(false)
  const [password, setPassword] = useState('')
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefused(undefined)
    try {
      const body = {
        name: name.trim(),
        loginName,
        ...(chosen && { password }),
        ...(post.role && { post: givenOf(post) }),
      }
      const { oneTimePassword } = await api(createAccount, { body })
      await forget()
      done(body.name, oneTimePassword)
    } catch (error) {
      setRefused(refusalText(error) ?? failed)
    }
    setBusy(false)
  }
  return (
    <form className={s.form} onSubmit={submit}>
      <div className={s.field}>
        <label htmlFor="new-name">{w.name}</label>
        <Input
          id="new-name"
          required
          maxLength={100}
          value={name}
          aria-describedby="new-name-hint"
          onChange={(event) => setName(event.target.value)}
        />
        <p className="quiet small" id="new-name-hint">
          {w.nameHint}
        </p>
      </div>
      <div className={s.field}>
        <label htmlFor="new-login">{w.loginName}</label>
        <Input
          id="new-login"
          required
          autoComplete="off"
          autoCapitalize="none"
          pattern="[a-z0-9][a-z0-9._\-]{1,39}"
          title={w.loginNameHint}
          value={loginName}
          aria-describedby="new-login-hint"
          onChange={(event) => setLoginName(event.target.value.trim().toLowerCase())}
        />
        <p className="quiet small" id="new-login-hint">
          {w.loginNameHint}
        </p>
      </div>
      <fieldset className={`${s.group} ${s.form}`}>
        <legend className={s.legend}>{w.firstPost}</legend>
        <PostFields value={post} onChange={setPost} none={w.later} />
        {!post.role && <p className="quiet small">{w.noPostsWhy}</p>}
      </fieldset>
      <fieldset className={`${s.group} ${s.form}`}>
        <legend className={s.legend}>{w.firstPassword}</legend>
        <Radio.Group
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          aria-label={w.firstPassword}
          options={[
            { value: false, label: w.generate },
            { value: true, label: w.choose },
          ]}
        />
        {chosen && (
          <div className={s.field}>
            <p className="quiet small" id="new-password-hint">
              {rules} {w.chooseHint}
            </p>
            <Input.Password
              required
              autoComplete="new-password"
              aria-label={w.firstPassword}
              aria-describedby="new-password-hint"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </div>
        )}
      </fieldset>
      {refused && (
        <p className={s.wrong} role="alert">
          {refused}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        {w.create}
      </Button>
    </form>
  )
}
