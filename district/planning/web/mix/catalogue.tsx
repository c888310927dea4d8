import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useRoles } from '#platform/ui/account/use-roles.ts'
import { type Column, DataTable } from '#platform/ui/data-table.tsx'
import { useName, useWords } from '#platform/ui/language.ts'
import { useNumbers } from '#platform/ui/numbers.ts'
import { catalogueNote, interventions } from '../../rules/candidates.ts'
import type { Intervention } from '../../rules/catalogue.ts'
import { FEN_PER_WAN } from '../../rules/works/money.ts'
import { words } from './mix-words.ts'

/** Opens the catalogue of interventions: what each costs, how long it takes, who decides, and what that rests on. */
export function Catalogue() {
  const [isOpen, setOpen] = useState(false)
  const w = useWords(words)
  const n = useNumbers()
  const name = useName()
  const roles = useRoles()
  const wan = (fen: number) => n.value(fen / FEN_PER_WAN)
  const text = (label: string) => ({ id: label, label, heading: label })
  const columns: Column<Intervention>[] = [
    { ...text(w.intervention), rowHeading: true, cell: (one) => name(one.name) },
    { ...text(w.fixed), number: true, cell: (one) => wan(one.fixed_fen) },
    { ...text(w.perM2), number: true, cell: (one) => n.count(one.perM2_fen / 100) },
    { ...text(w.months), number: true, cell: ({ months }) => n.count(months) },
    { ...text(w.decides), cell: ({ decides }) => roles([decides]) },
    {
      ...text(w.grade),
      cell: ({ source, grade }) => `${source === 'product' ? w.product : source} · ${grade}`,
    },
  ]
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {w.catalogue}
      </Button>
      <Modal
        open={isOpen}
        title={w.catalogue}
        onCancel={() => setOpen(false)}
        closable={{ 'aria-label': w.close }}
        footer={null}
        width={820}
      >
        <p className="quiet small">{name(catalogueNote)}</p>
        <DataTable
          rowsAre="record"
          label={w.catalogue}
          columns={columns}
          rows={interventions}
          rowKey={({ id }) => id}
        />
      </Modal>
    </>
  )
}
