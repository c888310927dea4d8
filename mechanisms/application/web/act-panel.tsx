import { Radio } from 'antd'
import { useState } from 'react'
import type { Case } from '#mechanisms/application/contract/shapes.ts'
import { DEEDS, type Deed } from '#mechanisms/application/rules/may.ts'
import { Field } from '#platform/ui/field.tsx'
import { type Both, useName, useWords } from '#platform/ui/language.ts'
import { ActForm } from './act-form.tsx'
import { actWords } from './act-words.ts'
import s from './application.module.css'
import type { Choice } from './entry.ts'
import { useTexts } from './use-texts.ts'

/** What the reader may do with a case now; and where they may not, why and who it waits for. */
export function ActPanel({ found }: { found: Case }) {
  const w = useWords(actWords)
  const name = useName()
  const texts = useTexts()
  const { may } = found
  const refused = new Map(may.deeds.map(({ deed, reason }) => [deed, reason]))
  // Who has a turn, or records it, may tell others of it too.
  const mayCopy = may.turn !== null && !may.byLetter
  const choices: Choice[] = [
    ...DEEDS.filter((deed) => !refused.get(deed)),
    ...(mayCopy ? ['copy' as const] : []),
  ]
  const [chosen, setChosen] = useState<Choice>()
  const [round, setRound] = useState(0)
  const [notice, setNotice] = useState<{ readonly text: string; readonly isWrong: boolean }>()
  // What takes back or ends is never what comes first.
  const choice = chosen && choices.includes(chosen) ? chosen : choices.find((one) => one === 'decide')
  const waitsFor = found.turns.filter(({ state }) => state === 'open').map(texts.holder)
  return (
    <section className={`panel ${s.section}`} aria-labelledby="act-title">
      <h2 id="act-title">{w.title}</h2>
      {notice && (
        <p className={notice.isWrong ? s.wrong : s.said} role={notice.isWrong ? 'alert' : 'status'}>
          {notice.text}
        </p>
      )}
      {found.status !== 'open' && <p className="quiet">{w.over}</p>}
      {found.status === 'open' && refused.get('decide') && (
        <p className="quiet">
          {name(refused.get('decide')!)}
          {waitsFor.length > 0 && ` · ${w.waitsFor(waitsFor.join('、'))}`}
        </p>
      )}
      {choices.length > 0 && (
        <Field label={w.deed}>
          <Radio.Group
            aria-label={w.deed}
            optionType="button"
            value={choice ?? null}
            onChange={(event) => setChosen(event.target.value)}
            options={choices.map((one) => ({ value: one, label: w[one] }))}
          />
        </Field>
      )}
      {choice && (
        <ActForm
          key={`${choice} ${round}`}
          found={found}
          choice={choice}
          onDone={(text) => {
            setNotice({ text, isWrong: false })
            setRound(round + 1)
          }}
          onChanged={(text) => setNotice({ text, isWrong: true })}
        />
      )}
      {choice && <WhyNot refused={refused} />}
    </section>
  )
}

/** What else there is, and why it cannot be done now. */
function WhyNot({ refused }: { refused: ReadonlyMap<Deed, Both | null> }) {
  const w = useWords(actWords)
  const name = useName()
  const others = [...refused].flatMap(([deed, reason]) => (reason ? [[deed, reason] as const] : []))
  if (others.length === 0) return null
  return (
    <details className="small">
      <summary>{w.whyNot}</summary>
      <dl className={s.why}>
        {others.map(([deed, reason]) => (
          <div key={deed}>
            <dt>{w[deed]}</dt>
            <dd>{name(reason)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
