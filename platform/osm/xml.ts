import type { Tags } from '#core/geo/map-data.ts'
import { InputError, type InputPlace } from '#platform/input/input-error.ts'
import { type InputCode, type InputValues, things } from '#platform/input/input-errors.ts'
import { readXml, type XmlHandlers } from '#platform/input/xml.ts'
import type { MapBuilder, MemberType, RawMember } from './map-builder.ts'
import { checkCoordinates, checkNodeCount, checkRefCount } from './osm-checks.ts'
import type { ReadProgress } from './pbf.ts'

/**
 * Adds everything in an OpenStreetMap XML stream to `builder`; what an editor marked as deleted is left out.
 *
 * @throws InputError with the line
 */
export async function readOsmXml(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  builder: MapBuilder,
  { signal, onBlock }: ReadProgress,
): Promise<void> {
  const elements = new OsmElements(file, builder)
  await readXml(chunks, { file }, {
    open: (name, attributes, line) => elements.open(name, attributes, line),
    close: (name, line) => elements.close(name, line),
    progress: () => {
      signal?.throwIfAborted()
      checkNodeCount(builder.nodeCount, { file })
      onBlock()
    },
  } satisfies XmlHandlers)
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

class OsmElements {
  readonly #file: string
  readonly #builder: MapBuilder
  #open: OpenElement | undefined
  #hasRoot = false
  #line = 0

  constructor(file: string, builder: MapBuilder) {
    this.#file = file
    this.#builder = builder
  }

  open(name: string, attributes: Tags, line: number): void {
    this.#line = line
    if (!this.#hasRoot && name !== 'osm') {
      throw this.#error('FILE_KIND', { expected: '<osm>', found: `<${name}>` })
    }
    this.#hasRoot = true
    if (isElement(name)) this.#open = this.#element(name, attributes)
    else if (this.#open) this.#child(this.#open, name, attributes)
  }

  close(name: string, line: number): void {
    this.#line = line
    const open = this.#open
    if (name !== open?.type) return
    if (!open.deleted) this.#add(open)
    this.#open = undefined
  }

  #element(type: MemberType, attributes: Tags): OpenElement {
    const id = this.#number(attributes, 'id')
    const deleted = attributes.action === 'delete' || attributes.visible === 'false'
    const open = { type, id, lon: 0, lat: 0, deleted, tags: undefined, members: [] }
    if (type !== 'node' || deleted) return open
    this.#open = open
    const [lon, lat] = [this.#number(attributes, 'lon'), this.#number(attributes, 'lat')]
    checkCoordinates(lon, lat, { file: this.#file, line: this.#line }, id)
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
      if (!isElement(type))
        throw this.#error('REFERENCE', { value: type, target: things.elementType }, 'type')
      open.members.push({ type, id: this.#number(attributes, 'ref'), role: attributes.role ?? '' })
    }
  }

  #add({ type, id, lon, lat, tags, members }: OpenElement): void {
    if (type === 'node') this.#builder.addNode(id, lon, lat, tags)
    else if (type === 'relation') this.#builder.addRelation(id, tags ?? {}, members)
    else {
      checkRefCount(this.#builder.openRefCount, { file: this.#file, line: this.#line }, id)
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
    const element = this.#open && `${this.#open.type} ${this.#open.id}`
    const place: InputPlace = {
      file: this.#file,
      line: this.#line,
      ...(element ? { element } : {}),
      ...(field ? { field } : {}),
    }
    return new InputError(code, place, values)
  }
}
