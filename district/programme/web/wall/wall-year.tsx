import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import type { WallRow } from './use-wall.ts'
import s from './wall.module.css'
import { words } from './wall-words.ts'

interface WallYearProps {
  readonly rows: readonly WallRow[]
  /** Year shown at first. */
  readonly first: number
  readonly at: string
  readonly onChoose: (subjectId: string) => void
}

/** What is due in each month of a year; a click shows what it is about. */
export function WallYear({ rows, first, at, onChoose }: WallYearProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const [turned, setTurned] = useState(0)
  const year = first + turned
  const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)
  return (
    <section className="panel" aria-label={w.year}>
      <header className={s.yearHead}>
        <Button
          aria-label={w.before}
          icon={<LeftOutlined />}
          size="small"
          onClick={() => setTurned(turned - 1)}
        />
        <h2 data-figures="wording">{year}</h2>
        <Button
          aria-label={w.after}
          icon={<RightOutlined />}
          size="small"
          onClick={() => setTurned(turned + 1)}
        />
      </header>
      <ol className={s.months}>
        {months.map((month) => {
          const due = rows.filter((row) => row.due.startsWith(month))
          return (
            <li key={month} data-figures="wording" data-empty={due.length === 0 || undefined}>
              <h3>{n.month(`${month}-01`)}</h3>
              {due.length === 0 && <p className="quiet small">{w.nothingDue}</p>}
              <ul>
                {due.map((row) => (
                  <li key={`${row.milestoneId} ${row.subjectId}`}>
                    <button
                      type="button"
                      className={s.entry}
                      data-urgency={row.urgency}
                      aria-pressed={at === row.subjectId}
                      onClick={() => onChoose(row.subjectId)}
                    >
                      {name(row.subject)} · {name({ zh: row.phrase, en: row.name.en })}
                    </button>
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
