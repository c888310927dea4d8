import { useQuery } from '@tanstack/react-query'
import { session } from '#platform/identity/contract.ts'
import { api } from '../api.ts'

const KEY = ['session'] as const

/** Who is signed in; `undefined` while that is being asked. */
export const useSession = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => api(session, {}, { signal }), retry: false }).data

/** Whether the reader has a right, e.g. `place.import`. */
export const useRight = (right: string): boolean => useSession()?.rights.includes(right) ?? false
