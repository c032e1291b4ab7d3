import { createClient, fetchTransport } from '@sandpit/client'
import { expect, it } from 'vitest'
import { Slot } from '../slots/slot.ts'
import { OwnershipCheck } from './ownership-check.ts'
import { ServicePool } from './service-pool.ts'

const context = {
  signal: new AbortController().signal,
  others: () => 0,
  live: () => 1,
  isWanted: () => true,
  workers: 2,
  isSpare: false,
}

it('leaves a sandbox to the slot that got it last, where the service ended the lease of the first', async () => {
  let now = 0
  let instances = 0
  const releases: string[] = []
  const item = (): object => ({
    sandbox_id: 's1',
    server_name: 'close',
    status: 'occupied',
    server_url: `https://mcp.example/?instance_id=${instances}`,
  })
  const transport = fetchTransport(async ({ method, url }) => {
    if (method === 'DELETE') releases.push(new URL(url).search)
    if (method === 'DELETE') return Response.json({ sandbox_id: 's1', status: 'idle' })
    if (method === 'POST') instances++
    return Response.json(item())
  })
  const clock = { now: () => now, after: () => () => {} }
  const client = createClient({ apiKey: 'k', transport, clock })
  const service = async (): Promise<{ client: typeof client; services: [] }> => ({
    client,
    services: [],
  })
  const ownership = new OwnershipCheck(service)
  const pool = new ServicePool({ runId: 'r', service, record: () => {}, waitMs: 1000 }, ownership)
  const [first, second] = [new Slot('close'), new Slot('close')]
  first.land(await pool.acquire(first, context))
  await ownership.confirm(first)
  // Longer than the time limit of any lease.
  now += 5 * 60 * 60 * 1000
  second.land(await pool.acquire(second, context))
  await ownership.confirm(second)

  await expect(ownership.confirm(first)).rejects.toMatchObject({ code: 'taken_over' })
  await expect(ownership.confirm(second)).resolves.toBeUndefined()
  expect(await pool.release(first)).toBe('taken over')
  expect(releases).toEqual([])
  expect(await pool.release(second)).toBe('given back')
  expect(releases).toEqual(['?instance_id=2'])
})
