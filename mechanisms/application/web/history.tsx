import { Link } from '@tanstack/react-router'
import type { Case, Event } from '#mechanisms/application/contract/shapes.ts'
import { caseDocument } from '#mechanisms/application/contract.ts'
import { urlOf } from '#platform/http/route.ts'
import { figures } from '#platform/ui/figure.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from './application.module.css'
import { formWords } from './form/form-words.ts'
import { formPath } from './parts/paths.ts'
import { useDeedText } from './use-deed-text.ts'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

/** What happened, the latest first: who, when, at which step, with which opinion and documents. */
export function History({ found }: { found: Case }) {
  const w = useWords(words)
  return (
    <section className={`panel ${s.section}`} aria-labelledby="history-title">
      <h2 id="history-title">{w.history}</h2>
      {found.history.length === 0 && <p className="quiet">{w.historyNone}</p>}
      <ol className={s.history} {...figures('record')}>
        {found.history.toReversed().map((event) => (
          <li key={event.eventNo}>
            <Happened found={found} event={event} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Happened({ found, event }: { found: Case; event: Event }) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const texts = useTexts()
  const deedText = useDeedText()
  const forms = useWords(formWords)
  const { holder, letter } = event
  return (
    <>
      <p className={s.happened}>
        <b>{deedText(event)}</b>
        <span className="quiet small">{n.moment(event.at)}</span>
      </p>
      <p className="small">
        {name(event.nodeName)} · {texts.role(event.role)}
        {event.accountName && ` · ${event.accountName}`}
        {event.asDeputy && holder && ` · ${w.asDeputy(texts.holder(holder))}`}
        {letter && ` · ${w.byLetter(letter.number, n.day(letter.day))}`}
      </p>
      {event.opinion && <p className={s.opinion}>{event.opinion}</p>}
      {event.package && (
        <p>
          <Link to={formPath(found, event.package.formId)}>
            {name(event.package.name)} · {forms.packageNo(n.count(event.package.packageNo))}
          </Link>
        </p>
      )}
      {event.documents.length > 0 && (
        <ul className={s.files}>
          {event.documents.map(({ documentId, kind, filename }) => (
            <li key={`${kind} ${documentId}`}>
              <a
                href={urlOf(caseDocument, {
                  params: { communityId: found.communityId, caseId: found.caseId, documentId },
                })}
              >
                {texts.document(kind)}
              </a>{' '}
              <span className="quiet small">{filename}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Who was told of it, and whether they have looked. */
export function Copies({ found }: { found: Case }) {
  const w = useWords(words)
  const n = useNumbers()
  const texts = useTexts()
  return (
    <section className={`panel ${s.section}`} aria-labelledby="copies-title">
      <h2 id="copies-title">{w.copiesTitle}</h2>
      <ul className={s.history} {...figures('record')}>
        {found.copies.map((copy) => (
          <li key={copy.copyId}>
            <p className={s.happened}>
              <b>{texts.holder(copy)}</b>
              <span className="quiet small">
                {n.moment(copy.givenAt)} · {copy.readAt ? w.read(n.day(copy.readAt)) : w.unread}
              </span>
            </p>
            {copy.note && <p className={s.opinion}>{copy.note}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
