import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { InputError, type InputPlace } from './input-error.ts'
import { decodeText } from './text.ts'

/** Longest stretch of text without a tag: it keeps a file that is one endless value from taking the memory. */
const STRETCH_CHARACTERS_MAX = 1 << 20

/** What happens while XML is read. Names have no namespace prefix; lines count from 1. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void
  close?(name: string, line: number): void
  text?(text: string): void
  /** Called after each piece of the stream. */
  progress?(): void
}

/**
 * Reads an XML stream, UTF-8, and reports its tags. Entities of its own are not expanded.
 *
 * @throws InputError ENCODING, SYNTAX, LINE_TOO_LONG; FILE_TRUNCATED where the text ends before the document does
 */
export async function readXml(
  chunks: AsyncIterable<Uint8Array>,
  place: InputPlace,
  handlers: XmlHandlers,
): Promise<void> {
  const parser = new SaxesParser()
  const here = (): InputPlace => ({ ...place, line: parser.line })
  let [written, lastTagAt, tail, ended] = [0, 0, '', false]
  let root: string | undefined
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    root ??= name
    lastTagAt = written
    handlers.open(localName(name), attributes, parser.line)
  })
  parser.on('closetag', ({ name }: SaxesTagPlain) => handlers.close?.(localName(name), parser.line))
  if (handlers.text) parser.on('text', (text) => handlers.text?.(text))
  parser.on('error', ({ message }) => {
    const isCutOff = ended && !tail.trimEnd().endsWith(`</${root}>`)
    const cause = message.replace(/^\d+:\d+: /, '')
    throw new InputError(isCutOff ? 'FILE_TRUNCATED' : 'SYNTAX', here(), { cause })
  })
  for await (const text of decodeText(chunks, 'utf-8', place)) {
    written += text.length
    tail = (tail + text.slice(-256)).slice(-256)
    parser.write(text)
    if (written - lastTagAt > STRETCH_CHARACTERS_MAX + text.length) {
      throw new InputError('LINE_TOO_LONG', here(), { limit: STRETCH_CHARACTERS_MAX })
    }
    handlers.progress?.()
  }
  ended = true
  parser.close()
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
