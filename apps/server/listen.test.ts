import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { closeSoon, listen, urlOf } from './listen.ts'

const HOST = '127.0.0.1'

function newApp() {
  const app = Fastify()
  app.post('/', async () => 'read')
  onTestFinished(() => app.close())
  return app
}

/** A port that is taken until the test ends. */
async function takenPort(): Promise<number> {
  const other = createServer().listen(0, HOST)
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  return (other.address() as AddressInfo).port
}

test('a free port is taken as it is, and any port where 0 is wanted', async () => {
  const { url, taken } = await listen(newApp(), { port: 0, host: HOST })
  expect(url).toMatch(/^http:\/\/localhost:[1-9]\d*$/)
  expect(taken).toBe(false)
})

test('in place of a taken port the next free one is used', async () => {
  const port = await takenPort()
  const { url, taken } = await listen(newApp(), { port, host: HOST })
  expect(Number(new URL(url).port)).toBeGreaterThan(port)
  expect(taken).toBe(true)
})

test('the address said is one that a browser can open', () => {
  expect(['127.0.0.1', '0.0.0.0', '::', '10.1.2.3', 'fe80::1'].map((host) => urlOf(host, 80))).toEqual([
    ...['http://localhost:80', 'http://localhost:80', 'http://localhost:80'],
    ...['http://10.1.2.3:80', 'http://[fe80::1]:80'],
  ])
})

test.each([
  [
    { port: 65_536, host: HOST },
    '没有端口 65536,请修改 PORT 或 HOST。',
    'There is no port 65536: set PORT or HOST.',
  ],
  [{ port: Number('http'), host: HOST }, /^没有端口 NaN/, /^There is no port NaN/],
  [{ port: 0, host: '203.0.113.1' }, /^本机没有地址 203/, /^This machine does not have the address 203/],
  [{ port: 0, host: 'no-such-host.invalid' }, /^找不到主机 no-such/, /^There is no host no-such/],
])('%j is refused in both languages', async (where, zh, en) => {
  await expect(listen(newApp(), where)).rejects.toMatchObject({
    zh: expect.stringMatching(zh),
    en: expect.stringMatching(en),
  })
})

test('a caller that stops in the middle of a request does not hold up the end', async () => {
  const app = newApp()
  const { url } = await listen(app, { port: 0, host: HOST })
  const caller = connect(Number(new URL(url).port), HOST)
  const cutOff = new Promise((resolve) => caller.on('error', resolve).on('close', resolve))
  const arrived = once(app.server, 'request')
  caller.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{')
  await arrived
  await closeSoon(app)
  await cutOff
})
