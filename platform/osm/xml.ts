import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Tags } from '#core/geo/map-data.ts'
import { InputError, type InputPlace } from '#platform/input/input-error.ts'
import type { InputCode, InputValues } from '#platform/input/input-errors.ts'
import type { MapBuilder, MemberType, RawMember } from './map-builder.ts'
import { checkCoordinates, checkNodeCount, checkRefCount } from './osm-checks.ts'
import type { ReadProgress } from './pbf.ts'

/** Longest stretch of text between two tags. Tags of OpenStreetMap have at most 255 characters. */
const STRETCH_CHARACTERS_MAX = 1 << 20

/**
 * Adds everything in an OpenStreetMap XML stream to `builder`; what an editor marked as deleted is left out.
 *
 * @throws InputError with the line
 */
export async function readXml(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  builder: MapBuilder,
  progress: ReadProgress,
): Promise<void> {
  const reader = new OsmXmlReader(file, builder)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch (cause) {
      throw new InputError('ENCODING', reader.place(), { expected: 'UTF-8' }, { cause })
    }
  }
  for await (const chunk of chunks) {
    progress.signal?.throwIfAborted()
    reader.write(decode(chunk))
    progress.onBlock()
  }
  reader.write(decode())
  reader.close()
}

/** The node, way or relation whose tag is open. */
interface OpenElement {
  readonly type: MemberType
  readonly id: number
  readonly lon: number
  readonly lat: number
  readonly deleted: boolean
  tags: Record<string, string> | undefined
  readonly members: RawMember[]
}

const isElement = (name: string): name is MemberType =>
  name === 'node' || name === 'way' || name === 'relation'

class OsmXmlReader {
  readonly #file: string
  readonly #builder: MapBuilder
  readonly #parser = new SaxesParser()
  #open: OpenElement | undefined
  #depth = 0
  #written = 0
  #lastTagAt = 0
  #tail = ''
  /** The text has ended without the closing tag of the document. */
  #cutOff = false

  constructor(file: string, builder: MapBuilder) {
    this.#file = file
    this.#builder = builder
    this.#parser.on('opentag', (tag) => this.#openTag(tag))
    this.#parser.on('closetag', (tag) => this.#closeTag(tag))
    this.#parser.on('error', (error) => {
      const cause = error.message.replace(/^\d+:\d+: /, '')
      throw this.#cutOff ? this.#error('FILE_TRUNCATED') : this.#error('SYNTAX', { cause })
    })
  }

  place(): InputPlace {
    const element = this.#open && `${this.#open.type} ${this.#open.id}`
    return { file: this.#file, line: this.#parser.line, ...(element ? { element } : {}) }
  }

  write(text: string): void {
    this.#written += text.length
    this.#tail = (this.#tail + text.slice(-64)).slice(-64)
    this.#parser.write(text)
    if (this.#written - this.#lastTagAt > STRETCH_CHARACTERS_MAX + text.length) {
      throw this.#error('LINE_TOO_LONG', { limit: `${STRETCH_CHARACTERS_MAX} characters` })
    }
    checkNodeCount(this.#builder.nodeCount, this.place())
  }

  close(): void {
    this.#cutOff = !this.#tail.trimEnd().endsWith('</osm>')
    this.#parser.close()
  }

  #openTag({ name, attributes }: SaxesTagPlain): void {
    this.#lastTagAt = this.#written
    this.#depth++
    if (this.#depth === 1 && name !== 'osm') {
      throw this.#error('FILE_KIND', { expected: '<osm>', found: `<${name}>` })
    }
    if (isElement(name)) this.#open = this.#element(name, attributes)
    else if (this.#open) this.#child(this.#open, name, attributes)
  }

  #element(type: MemberType, attributes: Tags): OpenElement {
    const id = this.#number(attributes, 'id')
    const deleted = attributes.action === 'delete' || attributes.visible === 'false'
    const open = { type, id, lon: 0, lat: 0, deleted, tags: undefined, members: [] }
    if (type !== 'node' || deleted) return open
    this.#open = open
    const [lon, lat] = [this.#number(attributes, 'lon'), this.#number(attributes, 'lat')]
    checkCoordinates(lon, lat, { file: this.#file, line: this.#parser.line }, id)
    return { ...open, lon, lat }
  }

  #child(open: OpenElement, name: string, attributes: Tags): void {
    if (name === 'tag') {
      open.tags ??= {}
      open.tags[this.#text(attributes, 'k')] = this.#text(attributes, 'v')
    } else if (name === 'nd' && open.type === 'way' && !open.deleted) {
      this.#builder.addRef(this.#number(attributes, 'ref'))
    } else if (name === 'member' && open.type === 'relation') {
      const type = this.#text(attributes, 'type')
      if (!isElement(type)) throw this.#error('REFERENCE', { value: type, target: 'type' }, 'type')
      open.members.push({ type, id: this.#number(attributes, 'ref'), role: attributes.role ?? '' })
    }
  }

  #closeTag({ name }: SaxesTagPlain): void {
    this.#depth--
    const open = this.#open
    if (!open || name !== open.type) return
    if (!open.deleted) this.#add(open)
    this.#open = undefined
  }

  #add({ type, id, lon, lat, tags, members }: OpenElement): void {
    if (type === 'node') this.#builder.addNode(id, lon, lat, tags)
    else if (type === 'relation') this.#builder.addRelation(id, tags ?? {}, members)
    else {
      checkRefCount(this.#builder.openRefCount, { file: this.#file, line: this.#parser.line }, id)
      this.#builder.addWay(id, tags ?? {})
    }
  }

  #text(attributes: Tags, field: string): string {
    const text = attributes[field]
    if (text === undefined) throw this.#error('VALUE_MISSING', {}, field)
    return text
  }

  #number(attributes: Tags, field: string): number {
    const text = this.#text(attributes, field)
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (!Number.isFinite(value)) throw this.#error('NOT_A_NUMBER', { value: text }, field)
    return value
  }

  #error(code: InputCode, values: InputValues = {}, field?: string): InputError {
    return new InputError(code, { ...this.place(), ...(field ? { field } : {}) }, values)
  }
}
