import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

/** By which pack and as of which day the address asks; what is left out is the district's own pack, and today. */
export function useAsked(): { readonly pack?: string; readonly asOf?: string } {
  const { pack, asOf } = useSearch({ strict: false }) as { readonly pack?: string; readonly asOf?: string }
  return useMemo(() => ({ ...(pack && { pack }), ...(asOf && { asOf }) }), [pack, asOf])
}
