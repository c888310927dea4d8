import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

/** As of which day the address asks, and whether without what is generated: kept from page to page. */
export function useAsked(): { readonly asOf?: string; readonly demo?: 'no' } {
  const { asOf, demo } = useSearch({ strict: false }) as { readonly asOf?: string; readonly demo?: string }
  return useMemo(
    () => ({ ...(asOf && { asOf }), ...(demo === 'no' && { demo: 'no' as const }) }),
    [asOf, demo],
  )
}
