import { request } from 'node:http'

import { describe, expect, it } from 'vitest'

import { startEmulator } from '../emulator.ts'
import { createGuard } from './guard.ts'

function ask(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}/sandbox`, { headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('the guard', () => {
  it.each([
    ['127.0.0.1:80', true],
    ['[::1]:80', true],
    ['10.1.2.3', true],
    ['localhost:4010', true],
    ['sandpit.localhost', true],
    ['emulator.internal', true],
    ['evil.example', false],
    ['127.0.0.1.evil.example', false],
    ['localhost.evil.example', false],
    ['127.0.0.1@evil.example', false],
    ['[::1', false],
    ['', false],
  ])('of a host takes %s: %s', (host, isTaken) => {
    const guard = createGuard(['Emulator.Internal'])
    expect(guard(host, undefined) === undefined).toBe(isTaken)
  })

  it('looks at the Host and the Origin that a request really has', async () => {
    await using emulator = await startEmulator()
    const authorization = `Bearer ${emulator.apiKey}`
    expect(await ask(emulator.url, { authorization })).toBe(200)
    expect(await ask(emulator.url, { authorization, host: 'evil.example' })).toBe(403)
    expect(await ask(emulator.url, { authorization, origin: 'http://evil.example' })).toBe(403)
    expect(await ask(emulator.url, { authorization, origin: 'null' })).toBe(403)
    expect(await ask(emulator.url, { authorization, origin: 'http://localhost:1' })).toBe(200)
  })

  it.each([
    ['http://localhost:3000', true],
    ['https://app.localhost', true],
    ['http://127.0.0.1', true],
    ['http://127.9.9.9:80', true],
    ['http://[::1]:3000', true],
    ['http://emulator.internal:80', true],
    ['http://10.1.2.3:4010', true],
    ['http://10.1.2.3', false],
    ['http://10.1.2.4:4010', false],
    ['http://8.8.8.8', false],
    ['http://[fe80::1]', false],
    ['http://127.0.0.1.evil.example', false],
    ['http://localhost@evil.example', false],
    ['file://localhost', false],
    ['chrome-extension://localhost', false],
    ['null', false],
    ['', false],
  ])('of a request to 10.1.2.3:4010 takes the origin %s: %s', (origin, isTaken) => {
    const guard = createGuard(['Emulator.Internal'])
    expect(guard('10.1.2.3:4010', origin) === undefined).toBe(isTaken)
  })
})

describe('bodies', () => {
  it('beyond 32 MiB are refused, declared or not', async () => {
    await using emulator = await startEmulator()
    const headers = { authorization: `Bearer ${emulator.apiKey}` }
    const chunk = new Uint8Array(1024 * 1024).fill(32)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        if (sent > 40) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const streamed = new Request(`${emulator.url}/sandbox/close`, {
      method: 'POST',
      headers,
      body: endless,
      duplex: 'half',
    })
    expect((await emulator.fetch(streamed)).status).toBe(413)
    expect(sent).toBeLessThan(40)
    const declared = await fetch(`${emulator.url}/sandbox/close`, {
      method: 'POST',
      headers,
      body: new Uint8Array(33 * 1024 * 1024),
    })
    expect(declared.status).toBe(413)
  })

  it.each(['/close/mcp/?instance_id=', '/_sandpit/sign-in'])(
    'beyond 32 MiB are refused by %s too',
    async (path) => {
      await using emulator = await startEmulator()
      const headers = { authorization: `Bearer ${emulator.apiKey}` }
      const acquired = await fetch(`${emulator.url}/sandbox/close`, { method: 'POST', headers })
      const { server_url: url } = (await acquired.json()) as { server_url: string }
      const address = path.endsWith('=') ? url : `${emulator.url}${path}`
      const headersOfOne = {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      }
      const sent = new Uint8Array(33 * 1024 * 1024).fill(32)
      const post = (body: Uint8Array<ArrayBuffer> | ReadableStream): Promise<Response> =>
        emulator.fetch(
          new Request(address, { method: 'POST', headers: headersOfOne, body, duplex: 'half' }),
        )
      expect((await post(sent)).status).toBe(413)
      expect((await post(new Blob([sent]).stream())).status).toBe(413)
    },
  )
})
