import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { wait } from '../calls/clock.ts'
import { VirtualClock } from '../calls/virtual-clock.testing.ts'
import { createClient, type SandboxClient } from '../client/sandbox-client.ts'
import { SandpitError } from '../errors/sandpit-error.ts'
import { acquireTagName } from './acquire-tag.ts'
import { type Answer, type Lies, LyingService, type Turn } from './lying-service.testing.ts'

/** 300 runs take a second; the long form, some minutes. */
const numRuns = Number(process.env['SANDPIT_LIES'] ?? 300)

const lost: readonly Answer[] = ['broken', 'never', 'not readable', 'not available']

function turns(effective: readonly Answer[], idle: readonly Answer[]): fc.Arbitrary<Turn[]> {
  return fc.array(
    fc.oneof(
      fc.record({ takesEffect: fc.constant(true), answer: fc.constantFrom(...effective) }),
      fc.record({ takesEffect: fc.constant(false), answer: fc.constantFrom(...idle) }),
    ),
    { maxLength: 6 },
  )
}

const lies: fc.Arbitrary<Lies> = fc.record({
  lagMs: fc.constantFrom(0, 300, 1000, 3000, 8000),
  acquires: turns([...lost, 'well', 'refused', 'without address'], [...lost, 'refused', 'busy']),
  releases: turns([...lost, 'well', 'still occupied'], [...lost, 'busy', 'still occupied']),
})

/** A test, by the client's clock. */
interface Use {
  readonly testMs: number
  /** When it gives up waiting for its sandbox. */
  readonly patienceMs: number
}

const use: fc.Arbitrary<Use> = fc.record({
  testMs: fc.nat(15_000),
  patienceMs: fc.oneof(fc.constant(Infinity), fc.nat(2_000)),
})

/** Acquires and gives back, as whoever heeds every error would: what failed is done again. */
async function useOne(
  client: SandboxClient,
  { testMs, patienceMs }: Use,
  clock: VirtualClock,
): Promise<void> {
  const caller = new AbortController()
  const stay = clock.after(patienceMs, () => caller.abort())
  const call = client.acquire('close', { signal: caller.signal })
  const outcome = await call.catch((error: unknown) => SandpitError.from(error))
  stay()
  if (!(outcome instanceof SandpitError)) {
    await wait(clock, testMs)
    return untilDone(() => client.release('close', outcome.sandboxId))
  }
  const { acquireId } = outcome.facts
  if (acquireId === undefined) return
  await giveBackTagged(client, acquireId)
}

/** One acquire may have taken several, and they do not all show at once. */
async function giveBackTagged(client: SandboxClient, acquireId: string): Promise<void> {
  const found = await client.findTagged({ [acquireTagName]: acquireId })
  for (const { sandboxId } of found) await untilDone(() => client.release('close', sandboxId))
  if (found.length > 0) await giveBackTagged(client, acquireId)
}

/** Every lie is told once, so that a few times are enough. */
async function untilDone(work: () => Promise<void>, times = 20): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (times === 0) throw error
    await untilDone(work, times - 1)
  }
}

describe('a service that does one thing and says another', () => {
  // The clock does not wait for a module that is loading.
  beforeAll(() => import('../calls/read-reply.ts'))

  it('keeps nothing that was acquired, once it was given back or looked for', async () => {
    await fc.assert(
      fc.asyncProperty(lies, use, fc.nat(999), async (told, once, thousandths) => {
        const clock = new VirtualClock()
        const service = new LyingService(clock, told)
        const { transport } = service
        const random = (): number => thousandths / 1000
        const client = createClient({ apiKey: 'k', transport, clock, random })
        await useOne(client, once, clock)
        expect([...service.leases.keys()]).toEqual(['others'])
      }),
      { numRuns },
    )
  })

  it('gives what it says that it gives', async () => {
    await fc.assert(
      fc.asyncProperty(lies, async (told) => {
        const clock = new VirtualClock()
        const service = new LyingService(clock, told)
        const client = createClient({ apiKey: 'k', transport: service.transport, clock })
        const sandbox = await client.acquire('close').catch(() => undefined)
        if (sandbox === undefined) return
        const lease = service.leases.get(sandbox.sandboxId)
        expect(sandbox.mcpUrl).toContain(lease?.instanceId)
        expect(lease?.tags[acquireTagName]).toBe(sandbox.acquireId)
      }),
      { numRuns },
    )
  })
})
