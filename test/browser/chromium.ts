import { copyFileSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Everything a bare machine lacks is unpacked here once: Chromium, its libraries, a Chinese font. */
const HOME = resolve('node_modules/.cache/chromium-153')
const WEIGHTS = ['400Regular', '500Medium', '600SemiBold', '700Bold']

// Software WebGL2 for the map, and no background traffic that a test of our own requests would trip over.
const FLAGS = [
  '--no-sandbox',
  '--headless=shell',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--font-render-hinting=none',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Unpack Chromium and the fonts unless that is done. An interrupted run leaves nothing that looks finished. */
export async function unpackChromium(): Promise<void> {
  if (existsSync(HOME)) return
  const part = `${HOME}.${process.pid}`
  mkdirSync(join(part, 'fonts'), { recursive: true })
  const resolvePackage = createRequire(import.meta.url).resolve
  const bin = join(dirname(resolvePackage('@sparticuz/chromium')), '../bin')
  const { inflate } = await import('@sparticuz/chromium')
  const before = tmpdir()
  process.env.TMPDIR = part // the package unpacks into the folder for temporary files
  try {
    for (const file of ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br']) await inflate(join(bin, file))
  } finally {
    process.env.TMPDIR = before
  }
  const fonts = dirname(resolvePackage('@expo-google-fonts/noto-sans-sc'))
  for (const weight of WEIGHTS) {
    const file = `NotoSansSC_${weight}.ttf`
    copyFileSync(join(fonts, weight, file), join(part, 'fonts', file))
  }
  writeFileSync(join(part, 'fonts', 'fonts.conf'), fontConfiguration())
  renameSync(part, HOME)
}

/** Chromium asks fontconfig alone; every generic family leads to the one font that has the characters. */
function fontConfiguration(): string {
  const families = ['sans-serif', 'serif', 'monospace', 'system-ui']
  const aliases = families.map(
    (family) =>
      `<match target="pattern"><test name="family"><string>${family}</string></test>` +
      '<edit name="family" mode="prepend" binding="strong"><string>Noto Sans SC</string></edit></match>',
  )
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(HOME, 'fonts')}</dir><cachedir>${join(HOME, 'fonts', 'cache')}</cachedir>
${aliases.join('\n')}
</fontconfig>\n`
}

/** A Chromium that needs nothing of the machine: no root, no apt, no fonts. */
export async function launchChromium(): Promise<Browser> {
  await unpackChromium()
  return await chromium.launch({
    executablePath: join(HOME, 'chromium'),
    args: FLAGS,
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(HOME, 'fonts', 'fonts.conf'),
      LD_LIBRARY_PATH: [join(HOME, 'al2023/lib'), process.env.LD_LIBRARY_PATH ?? '']
        .filter(Boolean)
        .join(':'),
    },
  })
}
