const CELLS = 24

/** A progress bar on a terminal; elsewhere one line a step. */
export function progressBar(stream: { isTTY?: boolean; write(text: string): unknown }) {
  let said = ''
  const draw = (share: number) => {
    const filled = Math.round(share * CELLS)
    const percent = String(Math.round(share * 100)).padStart(3)
    const bar = `[${'#'.repeat(filled)}${'-'.repeat(CELLS - filled)}] ${percent} % ${said}`
    stream.write(stream.isTTY ? `\r\u001b[K${bar}` : `${bar}\n`)
  }
  return {
    /** @param share done before this step, 0 to 1 */
    step: (zh: string, en: string, share: number) => {
      said = `${zh}  ${en}`
      draw(share)
    },
    /** Move within a step. */
    move: (share: number) => {
      if (stream.isTTY) draw(share)
    },
    /** Leave the bar for a message. */
    end: () => {
      if (stream.isTTY && said !== '') stream.write('\n')
    },
  }
}
