/** The part of yauzl 3.4 that `zip.ts` uses; the package has no types of its own. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  interface Options {
    readonly lazyEntries: true
    readonly autoClose: false
  }
  export interface Entry {
    readonly fileName: string
    readonly uncompressedSize: number
  }
  export interface ZipFile {
    eachEntry(): AsyncIterable<Entry>
    openReadStreamPromise(entry: Entry): Promise<Readable>
    close(): void
  }
  export function openPromise(path: string, options: Options): Promise<ZipFile>
  export function fromBufferPromise(buffer: Buffer, options: Options): Promise<ZipFile>
}
