import type { Case } from '#mechanisms/application/contract/shapes.ts'
import type { Deed } from '#mechanisms/application/rules/may.ts'

/** What can be chosen to do: the deeds of the rules, and telling somebody. */
export type Choice = Deed | 'copy'

/** Files chosen, by the kind of document they are. */
export type Files = Readonly<Record<string, File | undefined>>

/** To whom something is handed. */
export interface ChosenHolder {
  readonly role: string
  readonly areaId: string
  readonly accountId: string | null
}

/** What is filled in; each deed uses its part of it. */
export interface Entry {
  readonly opinion: string
  readonly files: Files
  readonly letterNo: string
  readonly letterDay: string
  readonly returnTo?: string
  readonly comesBack: boolean
  readonly to?: ChosenHolder
}

/** What a part of the form is given. */
export interface PartProps {
  readonly found: Case
  readonly entry: Entry
  readonly set: (patch: Partial<Entry>) => void
  /** The server's reason at a field. */
  readonly errorAt: (field: string) => string | undefined
}
