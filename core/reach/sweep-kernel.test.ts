import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import wabt from 'wabt'

// `vitest run core/reach/sweep-kernel.test.ts -u` compiles sweep.wat anew.
test('the committed kernel is sweep.wat compiled', async () => {
  const { parseWat } = await wabt()
  const source = await readFile(new URL('./sweep.wat', import.meta.url))
  const { buffer } = parseWat('sweep.wat', source, { simd: true }).toBinary({})
  const generated = [
    '/** `sweep.wat` compiled, in base64; made and compared by sweep-kernel.test.ts. */',
    `export const SWEEP_KERNEL = '${Buffer.from(buffer).toString('base64')}'`,
    '',
  ].join('\n')
  await expect(generated).toMatchFileSnapshot('./sweep-kernel.generated.ts')
})
