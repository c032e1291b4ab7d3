import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { startGateway } from './gateway.ts'

const mcp = { close: 'http://127.0.0.1:9/mcp/' }

describe('an address', () => {
  it('is not kept in memory when its lease is over, with all that its calls answered', async () => {
    await using gateway = await startGateway()
    const leases = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const address = gateway.open({ mcp })
        await address.end()
        return new WeakRef(address)
      }),
    )
    await collectGarbage()
    expect(leases.filter((lease) => lease.deref() !== undefined)).toEqual([])
  })
})

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // What a promise or a WeakRef was just asked for lives until the next task.
  await sleep(1)
  collect()
}
