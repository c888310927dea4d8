import { InputError } from '#platform/input/input-error.ts'
import type { DomainError, Fault } from './errors.ts'

/** Where in its file an input error is, and why. */
export const faultOfFile = ({ place: { file, row, field }, reason }: InputError): Fault => ({
  file,
  ...(row !== undefined && { row }),
  ...(field !== undefined && { field }),
  reason,
})

/**
 * What `body` returns; where it cannot read its file, what `refusal` makes of the reason.
 *
 * @throws DomainError of `refusal`
 */
export async function reading<T>(
  body: () => Promise<T>,
  refusal: (detail: Readonly<Record<string, unknown>>, faults: readonly Fault[]) => DomainError,
): Promise<T> {
  try {
    return await body()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { row: _, field: __, ...inside } = error.place
    throw refusal({ ...inside, code: error.code }, [faultOfFile(error)])
  }
}
