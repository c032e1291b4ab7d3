import { connect } from 'node:net'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Broker } from '../broker/broker.ts'
import { serveBroker } from '../run/broker-server.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import { type BrokerAddress, connectLink } from './socket-link.ts'

async function served(
  workers = 1,
): Promise<{ source: FakeSource; address: BrokerAddress; close: () => void }> {
  const source = new FakeSource(async () => {})
  const address = { path: join(tmpdir(), `link-${randomUUID()}.sock`), token: randomUUID() }
  const server = await serveBroker(new Broker({ source, workers }), address)
  onTestFinished(() => {
    server.close()
    rmSync(address.path, { force: true })
  })
  return { source, address, close: () => server.close() }
}

describe('connectLink', () => {
  it('carries a lease from begin to end', async () => {
    const { address } = await served()
    const link = connectLink(address)
    const lease = await link.begin({ server: 'close', seed: { leads: [{ name: 'Acme' }] } })
    expect(lease).toMatchObject({ server: 'close', sandboxId: expect.any(String) })
    expect(await link.dump(lease.leaseId)).toEqual([{ leads: [{ name: 'Acme' }] }])
    await link.add(lease.leaseId, 'ünïcødé 🙂')
    expect(await link.dump(lease.leaseId)).toEqual([{ leads: [{ name: 'Acme' }] }, 'ünïcødé 🙂'])
    await link.reset(lease.leaseId)
    expect(await link.dump(lease.leaseId)).toEqual([])
    link.end(lease.leaseId, 'returned')
    await expect(link.dump(lease.leaseId)).rejects.toMatchObject({ code: 'lease_lost' })
    await link.close()
  })

  it('carries seeds of many megabytes', async () => {
    const { address } = await served()
    const link = connectLink(address)
    const seed = { leads: Array.from({ length: 50_000 }, (_, n) => ({ name: `Lead ${n} ⛵` })) }
    const { leaseId } = await link.begin({ server: 'close', seed })
    expect(await link.dump(leaseId)).toEqual([seed])
    await link.close()
  })

  it.each<[string, object]>([
    ['readOnly is true or false, and a test has "false"', { readOnly: 'false' }],
    ["'tool' is undefined; leave it out", { faults: [{ kind: 'hang', tool: undefined }] }],
  ])('refuses %s, and goes on for the others', async (message, wrong) => {
    const { address } = await served()
    const link = connectLink(address)
    await expect(link.begin({ server: 'close', ...wrong })).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining(message),
    })
    expect(await link.begin({ server: 'close' })).toMatchObject({ server: 'close' })
    await link.close()
  })

  it('keeps the facts of an error, and points at whoever asked', async () => {
    const { address } = await served()
    const link = connectLink(address)
    const error = await link.reset('nothing').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'SandpitError', code: 'lease_lost' })
    expect((error as Error).stack).toContain('socket-link.test.ts')
    await link.close()
  })

  it('gives the sandbox of a worker that is gone to the next, never the same one', async () => {
    const { address, source } = await served()
    const [first, second] = [connectLink(address), connectLink(address)]
    const before = await first.begin({ server: 'close' })
    const waiting = second.begin({ server: 'close' })
    await first.close()
    const after = await waiting
    expect(after.sandboxId).not.toBe(before.sandboxId)
    expect([...source.occupied.keys()]).toEqual([after.sandboxId])
    await second.close()
  })

  it('stops waiting when its test is over', async () => {
    const { address } = await served()
    const link = connectLink(address)
    const other = connectLink(address)
    const { leaseId } = await link.begin({ server: 'close' })
    const control = new AbortController()
    const waiting = other.begin({ server: 'close' }, control.signal)
    control.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
    link.end(leaseId, 'returned')
    await link.letGo()
    await expect(other.begin({ server: 'close' })).resolves.toMatchObject({ server: 'close' })
  })

  it('fails what waits when the run goes away', async () => {
    const { address, close } = await served()
    const holder = connectLink(address)
    await holder.begin({ server: 'close' })
    const link = connectLink(address)
    const waiting = link.begin({ server: 'close' })
    setTimeout(close, 50)
    await expect(waiting).rejects.toMatchObject({ code: 'lease_lost' })
    await expect(link.dump('any')).rejects.toMatchObject({ code: 'lease_lost' })
  })

  it('lets nobody in without the token', async () => {
    const { address, source } = await served()
    const link = connectLink({ ...address, token: 'guessed' })
    await expect(link.begin({ server: 'close' })).rejects.toMatchObject({ code: 'lease_lost' })
    const silent = connect(address.path)
    silent.write(`${JSON.stringify({ op: 'hold', id: 1, server: 'close' })}\n`)
    await once(silent, 'close')
    expect(source.acquires).toBe(0)
  })

  it('survives nonsense on its socket', async () => {
    const { address } = await served()
    const socket = connect(address.path)
    socket.write(`not json\n${'x'.repeat(1000)}\n`)
    await once(socket, 'close')
    const link = connectLink(address)
    await expect(link.begin({ server: 'close' })).resolves.toMatchObject({ server: 'close' })
    await link.close()
  })
})
