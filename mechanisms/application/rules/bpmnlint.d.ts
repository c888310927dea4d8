declare module 'bpmnlint/lib/linter.js' {
  // biome-ignore lint/style/noDefaultExport: so the package has it
  export default class Linter {
    constructor(options: { readonly resolver: object; readonly config: object })
    /** What is objected to, by rule. */
    lint(
      definitions: object,
    ): Promise<Record<string, readonly { readonly id: string; readonly message: string }[]>>
  }
}
declare module 'bpmnlint/lib/resolver/node-resolver.js' {
  // biome-ignore lint/style/noDefaultExport: so the package has it
  export default class NodeResolver {}
}
