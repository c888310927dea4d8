import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/**
 * What a page shows (filters, sort, selection) kept in the address, so that a link shows the same. Values equal to
 * their default are left out of it. A change replaces the entry in the history, unless it is a step to go back from.
 */
export function useUrlState<const D extends Readonly<Record<string, string>>>(defaults: D) {
  type State = { readonly [K in keyof D]: string }
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>
  const navigate = useNavigate()
  // Defaults are a constant of the page, and so no dependency.
  const state = useMemo(
    () =>
      Object.fromEntries(Object.keys(defaults).map((key) => [key, search[key] ?? defaults[key]])) as State,
    [search],
  )
  const change = useCallback(
    (patch: Partial<State>, step: 'replace' | 'push' = 'replace') =>
      void navigate({
        to: '.',
        replace: step === 'replace',
        resetScroll: false,
        search: (before: Readonly<Record<string, string>>) =>
          Object.fromEntries(
            Object.entries({ ...before, ...patch }).filter(
              ([key, value]) => value && value !== defaults[key],
            ),
          ),
      } as never),
    [navigate],
  )
  return [state, change] as const
}
