import { setTimeout as sleep } from 'node:timers/promises'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Address } from './address.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { post, toolCall } from './posted.testing.ts'
import { answerTool, type ScriptedUpstream, startUpstream } from './scripted-upstream.testing.ts'
import type { WorkerAddress } from './worker-address.ts'

/**
 * What happens next. `of` says whose address a call uses: that many leases ago, or the worker's.
 * A call that is `killed` is one whose client goes away without waiting for the answer.
 */
type Step =
  | {
      readonly do: 'call'
      readonly of: number | 'worker'
      readonly workMs: number
      readonly killed: boolean
    }
  | { readonly do: 'lease' }
  | { readonly do: 'wait'; readonly ms: number }

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('call' as const),
        of: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant('worker' as const)),
        workMs: fc.integer({ min: 0, max: 6 }),
        killed: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('lease' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('wait' as const),
        ms: fc.integer({ min: 0, max: 4 }),
      }),
    },
  ),
  { minLength: 1, maxLength: 12 },
)

/** Something with sandboxes that calls write to. */
interface System {
  /** A sandbox that is empty and that nobody had before. */
  acquire(): Promise<string>
  /** Takes all of them back, when nothing is at work on any. */
  release(): Promise<void>
  empty(sandbox: string): Promise<void>
  mcpUrl(sandbox: string): string
  /** The lease numbers that were written since it was empty. */
  written(sandbox: string): Promise<readonly string[]>
}

/**
 * Tests one after the other on one sandbox, as long as all is known of what they did, and on another
 * when it is not. What a test starts may go on when the test is over.
 */
class Leases {
  readonly #gateway: Gateway
  readonly #system: System
  readonly #worker: WorkerAddress
  readonly #addresses: Address[] = []
  readonly #calls: Promise<unknown>[] = []
  readonly violations: string[] = []
  #sandbox = ''

  constructor(gateway: Gateway, system: System) {
    this.#gateway = gateway
    this.#system = system
    this.#worker = gateway.openWorker()
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'wait') return sleep(step.ms)
    if (step.do === 'lease') return this.lease()
    const { of, workMs } = step
    const name = of === 'worker' ? of : `${this.#addresses.length - 1 - of}`
    const given = this.#addresses[Number(name)]?.mcpUrls['close']
    const url = of === 'worker' ? this.#worker.mcpUrl('close') : given
    if (url === undefined) return
    const message = toolCall('close_create_lead', { name, workMs })
    const signal = step.killed ? AbortSignal.timeout(2) : null
    this.#calls.push(post(url, message, { signal }).catch(() => {}))
  }

  /** Ends the lease there is, and begins the next. */
  async lease(): Promise<void> {
    const last = this.#addresses.at(-1)
    const fate = await last?.end()
    await this.#check()
    if (last !== undefined) this.#worker.leave(last)
    if (fate === 'known') await this.#system.empty(this.#sandbox)
    else this.#sandbox = await this.#system.acquire()
    await this.#check()
    const address = this.#gateway.open({ mcp: { close: this.#system.mcpUrl(this.#sandbox) } })
    this.#addresses.push(address)
    this.#worker.point(address)
  }

  async end(): Promise<void> {
    await Promise.all(this.#calls)
    await this.#addresses.at(-1)?.end()
    await this.#check()
    this.#worker.close()
    await this.#system.release()
  }

  /** What is in the sandbox is of the lease that has it. */
  async #check(): Promise<void> {
    if (this.#sandbox === '') return
    const now = `${this.#addresses.length - 1}`
    const written = await this.#system.written(this.#sandbox)
    // What comes by the worker's address is of whichever lease there is when it comes.
    const strangers = written.filter((number) => number !== now && number !== 'worker')
    if (strangers.length > 0) this.violations.push(`lease ${now} has ${strangers.join(', ')}`)
  }
}

const runs = Number(process.env['SANDPIT_PROPERTY_RUNS'] ?? 100)

/** What lease has what of another, in many interleavings. */
async function findViolations(system: System): Promise<readonly string[]> {
  const violations: string[] = []
  // Less than some calls take, so that some are cut.
  const gateway = await startGateway({ graceMs: 2, settleMs: 2 })
  try {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const leases = new Leases(gateway, system)
        await leases.lease()
        for (const step of all) await leases.take(step)
        await leases.end()
        violations.push(...leases.violations)
        return leases.violations.length === 0
      }),
      { numRuns: runs },
    )
    return violations
  } finally {
    await gateway.close()
  }
}

const timeout = 60_000 + runs * 100

let upstream: ScriptedUpstream
let emulator: Emulator

beforeAll(async () => {
  upstream = await startUpstream()
  emulator = await startEmulator({ latencyMs: { mcp: { from: 0, to: 6 } }, seed: 1 })
})

afterAll(async () => {
  await upstream[Symbol.asyncDispose]()
  await emulator.close()
})

test(
  'no call of one lease reaches a sandbox in the time of another, on a server that works on when nobody waits',
  { timeout },
  async () => {
    const contents = new Map<string, string[]>()
    upstream.script = async (request, response) => {
      const sandbox = new URL(request.url, upstream.origin).searchParams.get('instance_id') ?? ''
      const { params } = JSON.parse(request.body) as {
        params: { arguments: { name: string; workMs: number } }
      }
      const { name, workMs } = params.arguments
      await sleep(workMs)
      contents.get(sandbox)?.push(name)
      answerTool(request, response)
    }
    const violations = await findViolations({
      acquire: async () => {
        const sandbox = `sandbox-of-the-property-${contents.size}`
        contents.set(sandbox, [])
        return sandbox
      },
      release: async () => {},
      empty: async (sandbox) => void contents.set(sandbox, []),
      mcpUrl: (sandbox) => `${upstream.origin}/mcp/?instance_id=${sandbox}`,
      written: async (sandbox) => contents.get(sandbox) ?? [],
    })
    expect(violations).toEqual([])
  },
)

test(
  'no call of one lease reaches a sandbox in the time of another, on the emulator',
  { timeout },
  async () => {
    const urls = new Map<string, string>()
    const violations = await findViolations({
      acquire: async () => {
        const { sandbox_id: id, server_url: url } = await api('POST', '')
        urls.set(String(id), String(url))
        return String(id)
      },
      release: async () => {
        // Longer than a call whose client has gone still takes.
        await sleep(8)
        for (const id of urls.keys()) await api('DELETE', `/${id}`)
        urls.clear()
      },
      empty: async (sandbox) => void (await api('POST', `/${sandbox}/reset`)),
      mcpUrl: (sandbox) => urls.get(sandbox) ?? '',
      written: async (sandbox) => {
        const { data } = await api('GET', `/${sandbox}/dump`)
        return (data as { leads: { name: string }[] }).leads.map(({ name }) => name)
      },
    })
    expect(violations).toEqual([])
  },
)

async function api(method: string, path: string): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${emulator.apiKey}` }
  const answer = await fetch(`${emulator.url}/sandbox/close${path}`, { method, headers })
  return (await answer.json()) as Record<string, unknown>
}
