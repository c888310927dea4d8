import { type AuditEntry, actionOf, roleName } from '#platform/audit/contract.ts'
import { useNamedAreas } from '#platform/ui/areas.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import s from '../audit-page.module.css'
import { words } from '../words.ts'

interface EntriesProps {
  readonly entries: readonly AuditEntry[]
  /** Of accounts, by id. */
  readonly names: Readonly<Record<string, string>>
  /** Given, an entry opens. */
  readonly onOpen?: (entry: AuditEntry) => void
}

/** Entries of the audit log as sentences. */
export function Entries({ entries, names, onOpen }: EntriesProps) {
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const areas = useNamedAreas()
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<AuditEntry>[] = [
    { ...text(w.at), cell: ({ at }) => n.moment(at) },
    {
      ...text(w.by),
      cell: ({ accountId, role }) => (
        <>
          {accountId && `${names[accountId] ?? accountId} · `}
          <span className="quiet">{name(roleName(role))}</span>
        </>
      ),
    },
    {
      ...text(w.what),
      rowHeading: true,
      cell: (entry) =>
        onOpen ? (
          <button type="button" className={s.pick} onClick={() => onOpen(entry)}>
            {name(actionOf(entry, names))}
          </button>
        ) : (
          name(actionOf(entry, names))
        ),
    },
    {
      ...text(w.area),
      cell: ({ areaId }) => {
        const area = areaId === null ? undefined : areas.get(areaId)
        return area ? name(area.name) : areaId
      },
    },
    { ...text(w.purpose), cell: ({ purpose }) => purpose },
  ]
  return (
    <DataTable label={w.title} columns={columns} rows={entries} rowKey={({ entryId }) => String(entryId)} />
  )
}
