import { InputError, type InputPlace } from './input-error.ts'

/**
 * A stream of bytes as text; a byte order mark is left out.
 *
 * @throws InputError ENCODING where the bytes are no text of that encoding
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
  place: InputPlace,
): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch (cause) {
      throw new InputError('ENCODING', place, { expected: encoding.toUpperCase() }, { cause })
    }
  }
  for await (const chunk of chunks) yield decode(chunk)
  yield decode()
}
