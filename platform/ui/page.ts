import type { ComponentType, ReactNode } from 'react'
import type { Both } from './language.ts'

/** One page of the console: where it is, and how its code is fetched when somebody goes there. */
export interface PageRoute {
  /** Path with `$name` parameters, e.g. `/communities/$communityId`. */
  readonly path: string
  readonly load: () => Promise<{ readonly Page: ComponentType }>
  /** Given, the page is in the main navigation. */
  readonly navigation?: {
    readonly label: Both
    readonly icon: ReactNode
    /** Only whom has this right is shown the way. */
    readonly right?: string
  }
}
