import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { describe, expect, it } from 'vitest'

import { type Emulator, startEmulator } from '../emulator.ts'

/** Sends lines as they are, and answers the status of what comes back. */
async function status(emulator: Emulator, ...lines: readonly string[]): Promise<number> {
  const { hostname, port } = new URL(emulator.url)
  const socket = connect(Number(port), hostname)
  const authorization = `authorization: Bearer ${emulator.apiKey}`
  socket.write([...lines, authorization, 'connection: close', '', ''].join('\r\n'))
  return Number((await text(socket)).split(' ', 2)[1])
}

describe('a request over a socket', () => {
  it('may name the whole address, as a proxy is asked', async () => {
    await using emulator = await startEmulator()
    const host = 'host: 127.0.0.1'
    expect(await status(emulator, `GET ${emulator.url}/sandbox HTTP/1.1`, host)).toBe(200)
    expect(await status(emulator, 'GET http://evil.example/sandbox HTTP/1.1', host)).toBe(403)
  })

  it.each([
    ['no host', 'x-nothing: 1'],
    ['half a host', 'host: 127.0.0.1/evil.example'],
    ['somebody at a host', 'host: 127.0.0.1@evil.example'],
  ])('with %s is refused', async (_what, host) => {
    await using emulator = await startEmulator()
    const answered = await status(emulator, 'GET /sandbox HTTP/1.1', host)
    expect([400, 403]).toContain(answered)
  })

  it.each([
    ['/sandbox/cl%6Fse', 405],
    ['/sandbox/close/%zz', 404],
    ['/sandbox/', 307],
    ['/sandbox//x', 404],
    ['/%', 404],
    ['/_sandpit/state', 200],
    ['/', 401],
  ])('to %s gets %i', async (path, expected) => {
    await using emulator = await startEmulator()
    expect(await status(emulator, `GET ${path} HTTP/1.1`, 'host: localhost')).toBe(expected)
  })

  it('with a method that no path has is refused', async () => {
    await using emulator = await startEmulator()
    expect(await status(emulator, 'HEAD /sandbox HTTP/1.1', 'host: localhost')).toBe(405)
    expect(await status(emulator, 'PATCH /sandbox HTTP/1.1', 'host: localhost')).toBe(405)
  })
})
