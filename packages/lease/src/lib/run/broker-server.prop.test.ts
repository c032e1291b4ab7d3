import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { connectLink, type BrokerAddress } from '../link/socket-link.ts'
import { Broker } from '../broker/broker.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import { serveBroker } from './broker-server.ts'

async function served(): Promise<BrokerAddress> {
  const source = new FakeSource(async () => {})
  const address = { path: join(tmpdir(), `${randomUUID().slice(0, 8)}.sock`), token: randomUUID() }
  const server = await serveBroker(new Broker({ source, workers: 1000 }), address)
  onTestFinished(() => {
    server.close()
    rmSync(address.path, { force: true })
  })
  return address
}

/** What somebody sends, and whether that ends the connection. */
async function isHungUpOn({ path }: BrokerAddress, text: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect(path, () => socket.write(text))
  socket.on('error', () => {})
  socket.on('close', () => resolve(true))
  setTimeout(resolve, 2000, false).unref()
  return promise.finally(() => socket.destroy())
}

/** What a worker that behaves finds in its sandbox. */
async function whatAWorkerFinds(address: BrokerAddress): Promise<unknown> {
  const link = connectLink(address)
  const { leaseId } = await link.begin({ server: 'close' })
  const found = await link.dump(leaseId)
  await link.close()
  return found
}

it.each([
  ['null', 'null\n'],
  ['no token', '{"op":"hello"}\n'],
  ['a token that is a number', '{"op":"hello","token":123,"worker":{}}\n'],
  ['another token', '{"op":"hello","token":"guessed","worker":{}}\n'],
  ['a call before the token', '{"op":"hold","id":1,"server":"close"}\n'],
  ['a property of every object', '{"op":"constructor"}\n'],
  ['no line end within 4 KiB', 'x'.repeat(5000)],
])('hangs up on %s, and serves the others', async (_, text) => {
  const address = await served()
  expect(await isHungUpOn(address, text)).toBe(true)
  expect(await whatAWorkerFinds(address)).toEqual([])
})

const frames = Number(process.env['SANDPIT_FRAMES'] ?? 500)

it(
  'whatever a connection sends, with the token or without, the others are served',
  async () => {
    const address = await served()
    const names = ['id', 'leaseId', 'server', 'seed', 'into', 'how', 'cancels', 'worker', 'token']
    const op = fc.constantFrom('hello', 'hold', 'begin', 'reset', 'add', 'dump', 'end', 'cancel')
    const frame = fc
      .tuple(op, fc.dictionary(fc.constantFrom(...names), fc.jsonValue(), { maxKeys: 6 }))
      .map(([name, fields]) => JSON.stringify({ op: name, ...fields }))
    const line = fc.oneof(frame, fc.json(), fc.string(), fc.constant('['.repeat(50_000)))
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(line, { minLength: 1, maxLength: 20 }),
        async (knows, lines) => {
          const hello = JSON.stringify({ op: 'hello', token: address.token, worker: {} })
          const sent = [...(knows ? [hello] : []), ...lines].join('\n')
          const socket = connect(address.path)
          socket.on('error', () => {})
          const closed = new Promise((resolve) => socket.on('close', resolve))
          // Whoever still listens is told that no more comes, and hangs up.
          socket.end(`${sent}\n`)
          socket.resume()
          await closed
        },
      ),
      { numRuns: Math.ceil(frames / 10) },
    )
    expect(await whatAWorkerFinds(address)).toEqual([])
  },
  60_000 + frames * 20,
)
