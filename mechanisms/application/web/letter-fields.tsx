import { Input } from 'antd'
import { Field } from '#platform/ui/field.tsx'
import { useWords } from '#platform/ui/language.ts'
import { actWords } from './act-words.ts'
import s from './application.module.css'
import type { PartProps } from './entry.ts'
import { useTexts } from './use-texts.ts'

/** The letter by which a decision outside the system came. */
export function LetterFields({ found, entry, set, errorAt }: PartProps) {
  const w = useWords(actWords)
  const texts = useTexts()
  const whose = found.turns.find(({ turn }) => turn === found.may.turn)
  return (
    <fieldset className={s.letter}>
      <legend>{w.letterTitle}</legend>
      <p className="quiet small">{w.letterWhy(whose ? texts.holder(whose) : '')}</p>
      <div className={s.three}>
        <Field id="letter-no" label={w.letterNo} error={errorAt('letter') ?? errorAt('letter.number')}>
          <Input
            id="letter-no"
            maxLength={120}
            value={entry.letterNo}
            onChange={(event) => set({ letterNo: event.target.value })}
          />
        </Field>
        <Field id="letter-day" label={w.letterDay} error={errorAt('letter.day')}>
          <Input
            id="letter-day"
            type="date"
            value={entry.letterDay}
            onChange={(event) => set({ letterDay: event.target.value })}
          />
        </Field>
      </div>
    </fieldset>
  )
}
