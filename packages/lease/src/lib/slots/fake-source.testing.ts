import { randomUUID } from 'node:crypto'
import { SandpitError } from '@sandpit/client/errors'
import type {
  AcquireContext,
  SandboxContents,
  SandboxPool,
  SandboxSource,
} from './sandbox-source.ts'
import type { ParsedSeed, Slot, SlotSandbox } from './slot.ts'

interface FakeSandbox {
  readonly contents: unknown[]
  resets: number
  busy: boolean
}

/** Lets a call take as long as whoever runs the test decides. */
export type Step = (what: string) => Promise<void>

/** A pool in memory that notices every broken promise: two calls at once, a double release. */
export class FakeSource implements SandboxSource, SandboxContents, SandboxPool {
  readonly pool: SandboxPool = this
  readonly contents: SandboxContents = this
  readonly occupied: Map<string, FakeSandbox> = new Map()
  readonly violations: string[] = []
  acquires = 0
  most = 0
  readonly #step: Step
  readonly #fails: (call: string) => boolean

  constructor(step: Step, fails: (call: string) => boolean = () => false) {
    this.#step = step
    this.#fails = fails
  }

  async parseSeed(_server: string, value: unknown): Promise<ParsedSeed> {
    return { value, json: JSON.stringify(value) }
  }

  async acquire(_slot?: Slot, { isSpare }: Partial<AcquireContext> = {}): Promise<SlotSandbox> {
    await this.#step('acquire')
    if (isSpare && this.#fails('spare')) throw new SandpitError('exhausted', 'none to spare')
    if (this.#fails('acquire')) throw new SandpitError('network', 'acquire failed')
    const sandboxId = randomUUID()
    this.occupied.set(sandboxId, { contents: [], resets: 0, busy: false })
    this.acquires++
    this.most = Math.max(this.most, this.occupied.size)
    return { sandboxId, mcpUrl: `mcp:${sandboxId}` }
  }

  reset(slot: Slot): Promise<void> {
    return this.#call('reset', slot, (sandbox) => {
      // A sandbox whose resets do not work, which only a look can tell.
      const works = sandbox.resets++ > 0 || !this.#fails('unclean')
      if (works) sandbox.contents.splice(0)
    })
  }

  seed(slot: Slot, { value }: ParsedSeed): Promise<void> {
    return this.#call('seed', slot, (sandbox) => void sandbox.contents.push(value))
  }

  dump(slot: Slot): Promise<unknown> {
    return this.#call('dump', slot, (sandbox) => [...sandbox.contents])
  }

  async differences(slot: Slot, seed: unknown): Promise<readonly string[]> {
    const held = await this.#call('dump', slot, (sandbox) => [...sandbox.contents])
    const expected = seed === undefined ? [] : [seed]
    return JSON.stringify(held) === JSON.stringify(expected) ? [] : [JSON.stringify(held)]
  }

  async snapshot(slot: Slot): Promise<unknown> {
    return this.#call('dump', slot, (sandbox) => [...sandbox.contents])
  }

  async changes(_slot: Slot, before: unknown, after: unknown): Promise<readonly string[]> {
    return [`${JSON.stringify(before)} became ${JSON.stringify(after)}`]
  }

  async release(slot: Slot): Promise<'given back'> {
    await this.#call('release', slot, () => void this.occupied.delete(slot.sandbox.sandboxId))
    return 'given back'
  }

  /** As often as calls fail, others are let go first. */
  takesOneForOthers(): boolean {
    return this.#fails('keep')
  }

  isScarce(): boolean {
    return false
  }

  async isShort(): Promise<boolean> {
    return this.#fails('keep')
  }

  async holders(): Promise<string> {
    return 'Nobody knows who holds them.'
  }

  async settle(): Promise<readonly SandpitError[]> {
    return []
  }

  /** What an agent with the sandbox's address does, past the broker. */
  write(sandboxId: string, value: unknown): void {
    this.occupied.get(sandboxId)?.contents.push(value)
  }

  async #call<T>(name: string, slot: Slot, work: (sandbox: FakeSandbox) => T): Promise<T> {
    const sandbox = this.occupied.get(slot.sandbox.sandboxId)
    if (sandbox === undefined) this.violations.push(`${name} after release`)
    if (sandbox?.busy) this.violations.push(`${name} during another call`)
    const target = sandbox ?? { contents: [], resets: 0, busy: false }
    target.busy = true
    await this.#step(name)
    target.busy = false
    if (this.#fails(name)) throw new SandpitError('service', `${name} failed`)
    return work(target)
  }
}
