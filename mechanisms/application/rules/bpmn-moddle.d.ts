/** bpmn-moddle describes its elements but not what reads and writes them. */
declare module 'bpmn-moddle' {
  /** An element of a file: `$type` such as `bpmn:UserTask`, its attributes and children as properties. */
  export interface Element {
    readonly $type: string
    readonly id?: string
    readonly name?: string
    get<T = unknown>(property: string): T
  }
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, object>>)
    fromXML(xml: string): Promise<{
      readonly rootElement: Element
      readonly warnings: readonly { readonly message: string; readonly element?: Element }[]
    }>
  }
}
