const CELLS = 24

/** A progress bar on a terminal; elsewhere one line a step. */
export function progressBar(stream: { isTTY?: boolean; write(text: string): unknown }) {
  const draw = (share: number, text: string) => {
    const filled = Math.round(share * CELLS)
    const bar = `[${'#'.repeat(filled)}${'-'.repeat(CELLS - filled)}] ${String(Math.round(share * 100)).padStart(3)} % ${text}`
    stream.write(stream.isTTY ? `\r\u001b[K${bar}` : `${bar}\n`)
  }
  return {
    /** @param share done before this step, 0 to 1 */
    step: (zh: string, en: string, share: number) => draw(share, `${zh}  ${en}`),
    done: () => {
      draw(1, '完成  done')
      if (stream.isTTY) stream.write('\n')
    },
  }
}
