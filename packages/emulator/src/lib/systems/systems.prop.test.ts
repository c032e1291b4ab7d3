import { anyData, hostileData, invalidData } from '@sandpit/systems/arbitraries'
import { diffData } from '@sandpit/systems/compare'
import { systemServers } from '@sandpit/systems/shape'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'

import { startEmulator } from '../emulator.ts'
import { SystemSandbox } from './system-sandbox.testing.ts'

// Runs over all systems: SANDPIT_SYSTEMS_RUNS=10000 is the long form.
const runs = Number(process.env['SANDPIT_SYSTEMS_RUNS'] ?? 220)
const numRuns = Math.ceil(runs / systemServers.length)
const emulator = await startEmulator()

afterAll(() => emulator.close())

describe.each(systemServers)('a sandbox for %s', (server) => {
  // Close fills in what was left out, such as a lead's first status.
  const mode = server === 'close' ? 'seeded' : 'whole'

  it('takes any seed, and dumps the same content', async () => {
    const sandbox = await SystemSandbox.acquire(emulator, server)
    await fc.assert(
      fc.asyncProperty(anyOf(server), async (seed) => {
        await sandbox.reset()
        expect(await sandbox.initialize(seed)).toMatchObject({ status: 200 })
        expect(diffData(server, seed, await sandbox.dump(), { mode })).toEqual([])
      }),
      { numRuns },
    )
  })

  it('refuses what is wrong in one place, names that, and takes nothing of it', async () => {
    const sandbox = await SystemSandbox.acquire(emulator, server)
    const before = await sandbox.dump()
    await fc.assert(
      fc.asyncProperty(invalidData(server), async ({ data, loc, type }) => {
        const { status, body } = await sandbox.initialize(data)
        expect({ status, detail: body['detail'] }).toMatchObject({
          status: 422,
          detail: [{ loc, type }],
        })
        expect(body['detail']).toHaveLength(1)
      }),
      { numRuns },
    )
    expect(await sandbox.dump()).toEqual(before)
  })
})

/** Text of Close has its own tests: an empty name is `Untitled` there, as in Close itself. */
function anyOf(server: (typeof systemServers)[number]) {
  return server === 'close' ? anyData(server) : fc.oneof(anyData(server), hostileData(server))
}
