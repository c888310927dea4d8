import { createContext, useContext } from 'react'
import type { Both } from './language.ts'

/** An area as far as a page of the platform needs it: accounts and the audit log name areas and know nothing of them. */
export interface NamedArea {
  readonly areaId: string
  readonly level: string
  readonly name: Both
}

/** Filled in by the app, which knows the domain that has areas. */
export const AreasContext = createContext<ReadonlyMap<string, NamedArea>>(new Map())

export const useNamedAreas = () => useContext(AreasContext)
