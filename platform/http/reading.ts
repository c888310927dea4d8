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
 * What `body` returns; where it cannot read its file, that is refused by this code, with the place and the reason.
 *
 * @throws DomainError of the code
 */
export async function reading<Code extends string, T>(
  refuse: (code: Code, detail: DomainError['detail'], faults: readonly Fault[]) => DomainError,
  code: Code,
  body: () => Promise<T>,
): Promise<T> {
  try {
    return await body()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { row: _, field: __, ...inside } = error.place
    throw refuse(code, { ...inside, code: error.code }, [faultOfFile(error)])
  }
}
