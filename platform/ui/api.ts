import { keepPreviousData, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { FeatureCollection } from 'geojson'
import { client, ProblemError } from '#platform/http/client.ts'
import { type Input, type Reply, type RouteContract, urlOf } from '#platform/http/route.ts'
import { currentLanguage } from './language.ts'

/** Calls an operation of the server the page came from, in the reader's language. */
export const api = client(
  '',
  async (url, init) => {
    const reply = await fetch(url, init as RequestInit)
    // A proxy in between answers with a page of its own when our server does not.
    if (!reply.ok && !reply.headers.get('content-type')?.includes('json')) throw new TypeError('network')
    return reply
  },
  () => ({ 'accept-language': currentLanguage() }),
)

const queryOf = <C extends RouteContract>(contract: C, input: Partial<Input<C>>) => ({
  queryKey: [contract.path, input] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => api(contract, input, { signal }),
})

/** The reply of an operation; the component waits for it (Suspense), and the page's error view shows a refusal. */
export const useRead = <C extends RouteContract>(contract: C, input: Partial<Input<C>> = {}): Reply<C> =>
  useSuspenseQuery(queryOf(contract, input)).data as Reply<C>

/**
 * As `useRead`, for lists that are filtered and paged: the earlier reply stays until the next one is here. Not `wanted`,
 * nothing is asked.
 */
export const useReadKeeping = <C extends RouteContract>(
  contract: C,
  input: Partial<Input<C>> = {},
  wanted = true,
) => useQuery({ ...queryOf(contract, input), placeholderData: keepPreviousData, enabled: wanted })

/** The reply of an operation once `wanted`; `undefined` until then and while it is on its way. */
export const useReadIf = <C extends RouteContract>(
  wanted: boolean,
  contract: C,
  input: Partial<Input<C>> = {},
) => useQuery({ ...queryOf(contract, input), enabled: wanted })

/** Shapes for a map. Their operations answer GeoJSON, which contracts describe as bytes. */
export function useShapes<C extends RouteContract>(contract: C, input: Partial<Input<C>> = {}) {
  return useQuery(queryOf(contract, input)).data as FeatureCollection | undefined
}

/**
 * Send one file with its fields, telling how much is sent.
 *
 * @throws ProblemError if the server refuses.
 */
export function upload<C extends RouteContract>(
  contract: C,
  fields: Readonly<Record<string, string>>,
  file: File,
  onProgress: (share: number) => void,
): Promise<Reply<C>> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file) // last: a server reading the stream then knows the fields
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest() // fetch tells nothing of an upload's progress
    request.open(contract.method, urlOf(contract))
    request.setRequestHeader('accept-language', currentLanguage())
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new TypeError('network'))
    request.onload = () =>
      request.status < 400
        ? resolve(request.response as Reply<C>)
        : reject(request.response ? new ProblemError(request.response) : new TypeError('network'))
    request.send(form)
  })
}

/** Call after a change on the server: everything shown is asked again. */
export function useForgetReplies(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries()
}
