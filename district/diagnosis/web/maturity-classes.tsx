import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import {
  type MaturityChoices,
  type MaturityFigures,
  maturityChoices,
} from '#district/diagnosis/contract/choices.ts'
import type { Pack } from '#district/diagnosis/rules/pack-schema.ts'
import { useReadKeeping } from '#platform/ui/api.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { choiceWords } from './choice-words.ts'
import s from './choices.module.css'
import page from './community-page.module.css'
import { MaturityDialog } from './maturity-dialog.tsx'
import { Grade } from './parts/grade.tsx'
import { ClassSign, type MaturityClass } from './parts/maturity.tsx'
import { Signed } from './signed.tsx'

/** How communities are classed by a pack: its own figures, or those the district has set, with who, when and why. */
export function MaturityClasses({ pack }: { pack: Pack }) {
  const w = useWords(choiceWords)
  const { data } = useReadKeeping(maturityChoices, { params: { pack: pack.pack } })
  const [open, setOpen] = useState(false)
  const byRank = pack.maturity.method === 'rank'
  return (
    <section className="panel" id="cutoffs" aria-labelledby="classes-title" {...figures('record')}>
      <header className={page.head}>
        <h2 id="classes-title">
          {w.classes} · {byRank ? w.byRank : w.byScore}
        </h2>
        {data?.mayChoose && (
          <Button className={`${s.button} no-print`} onClick={() => setOpen(true)}>
            {w.edit}
          </Button>
        )}
      </header>
      <p className={`${s.line} quiet small`}>{byRank ? w.byRankWhy : w.byScoreWhy}</p>
      <Figures pack={pack} choices={data} />
      {data && data.history.length > 0 && <History choices={data} pack={pack} />}
      {data?.mayChoose && (
        <MaturityDialog pack={pack} choices={data} open={open} onClose={() => setOpen(false)} />
      )}
    </section>
  )
}

/** What a class asks for, in words: its lowest score, or its places; the last class takes all others. */
export function useFigureTexts() {
  const w = useWords(choiceWords)
  const n = useNumbers()
  return {
    atLeast: (value: number) => w.atLeast(n.value(value * 100)),
    ofClass: ({ method, classes }: MaturityFigures, i: number) => {
      if (i === classes.length - 1) return w.allOthers
      const { atLeast, quota } = classes[i]!
      return method === 'rank' ? w.places(n.count(quota ?? 0)) : w.atLeast(n.value(atLeast * 100))
    },
  }
}

function Figures({ pack, choices }: { pack: Pack; choices: MaturityChoices | undefined }) {
  const w = useWords(choiceWords)
  const name = useName()
  const texts = useFigureTexts()
  const { classes, scenarioFloor, method } = pack.maturity
  const shown: MaturityFigures = {
    method,
    scenarioFloor: scenarioFloor.value,
    classes: classes.map(({ id, atLeast, quota }) => ({
      ...{ id, atLeast: atLeast.value, quota: quota?.value ?? null },
    })),
  }
  const own = choices?.chosen ? choices.own : undefined
  const line = (term: ReactNode, figure: string, ownFigure: string | undefined, grade?: string) => (
    <>
      <dt>{term}</dt>
      <dd>
        <b>{figure}</b>
        {ownFigure !== undefined && ownFigure !== figure && (
          <span className="quiet small">{w.ownFigure(ownFigure)}</span>
        )}
      </dd>
      <dd>{grade && (own ? <span className={s.set}>{w.setByDistrict}</span> : <Grade of={grade} />)}</dd>
    </>
  )
  return (
    <>
      <dl className={s.figures}>
        {classes.map((cls, i) => (
          <div key={cls.id}>
            {line(
              <>
                <ClassSign of={cls.id as MaturityClass} /> {name(cls.name)}
              </>,
              texts.ofClass(shown, i),
              own && texts.ofClass(own, i),
              i < classes.length - 1 ? (method === 'rank' ? cls.quota : cls.atLeast)?.grade : undefined,
            )}
          </div>
        ))}
        <div>
          {line(
            w.floorOf,
            texts.atLeast(shown.scenarioFloor),
            own && texts.atLeast(own.scenarioFloor),
            scenarioFloor.grade,
          )}
        </div>
      </dl>
      {own && choices?.history[0] && (
        <p className={s.why}>
          {choices.history[0].reason} <Signed of={choices.history[0]} />
        </p>
      )}
    </>
  )
}

function History({ choices: { history, own }, pack }: { choices: MaturityChoices; pack: Pack }) {
  const w = useWords(choiceWords)
  const n = useNumbers()
  const name = useName()
  const texts = useFigureTexts()
  const figures = (choice: MaturityFigures) =>
    [
      ...pack.maturity.classes.slice(0, -1).map((cls, i) => `${name(cls.name)} ${texts.ofClass(choice, i)}`),
      `${w.floorOf} ${texts.atLeast(choice.scenarioFloor)}`,
    ].join(' · ')
  return (
    <details className={s.history}>
      <summary>{w.history(n.count(history.length))}</summary>
      <ol className={s.records}>
        {history.map(({ choiceId, choice, reason, ...signed }) => (
          <li key={choiceId} className={s.record}>
            <b>{choice ? w.chose : w.wentBack}</b>
            <Signed of={signed} />
            <span className="small">{figures(choice ?? own)}</span>
            <span>{reason}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
