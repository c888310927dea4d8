import { SWEEP_KERNEL } from './sweep-kernel.generated.ts'

/** What `sweep.wat` exports. The parameters are counts and byte addresses, named and explained there. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  readonly seedDistances: (...countAndAddresses: number[]) => void
  readonly upDistances: (...countAndAddresses: number[]) => void
  readonly downDistances: (...countAndAddresses: number[]) => void
  readonly homeDistances: (...countAndAddresses: number[]) => void
  readonly seedPairs: (...countAndAddresses: number[]) => void
  readonly upPairs: (...countAndAddresses: number[]) => void
  readonly downPairs: (...countAndAddresses: number[]) => void
  readonly homePairs: (...countAndAddresses: number[]) => void
}

/** The few of the host's globals that are needed: Node and every browser have them, the language's types do not. */
const { WebAssembly, atob } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object
    readonly Instance: new (module: object) => { readonly exports: unknown }
  }
  readonly atob: (base64: string) => string
}

let compiled: object | undefined

/** A sweep kernel with a memory of its own. */
export function createKernel(): Kernel {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(SWEEP_KERNEL), (c) => c.charCodeAt(0)))
  return new WebAssembly.Instance(compiled).exports as Kernel
}
