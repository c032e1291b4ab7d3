import { randomUUID } from 'node:crypto'
import { FaultPlan } from '@sandpit/gateway'
import type { FakeSource, Step } from '../slots/fake-source.testing.ts'
import type { LeaseAddresses } from './lease-address.ts'
import type { Slot } from '../slots/slot.ts'
import type { HolderAddress, LeaseAddress } from '../slots/holder.ts'

/** Addresses in memory, by which agents write to the sandboxes of a fake source. */
export class FakeAddresses implements LeaseAddresses {
  readonly #source: FakeSource
  readonly #step: Step
  readonly #isCut: () => boolean
  readonly #byUrl = new Map<string, FakeAddress>()
  readonly #bySandbox = new Map<string, FakeAddress>()

  /** @param isCut whether calls that are under way when a lease ends are cut, and may go on */
  constructor(source: FakeSource, step: Step, isCut: () => boolean) {
    this.#source = source
    this.#step = step
    this.#isCut = isCut
  }

  start(): Promise<void> {
    return this.#step('gateway')
  }

  open({ sandbox: { sandboxId } }: Slot): LeaseAddress {
    const isKnown = this.#bySandbox.get(sandboxId)?.isKnown ?? true
    if (!isKnown) this.#source.violations.push('in two hands, or a call may be at work on it')
    const address = new FakeAddress(sandboxId, () => this.#write(sandboxId), this.#isCut)
    this.#bySandbox.set(sandboxId, address)
    this.#byUrl.set(address.mcpUrls.close, address)
    return address
  }

  openWorker(): HolderAddress {
    throw new Error('no worker keeps an address here')
  }

  /** What an agent does that has an address: a call that is answered at once. */
  write(mcpUrl: string): void {
    const address = this.#byUrl.get(mcpUrl)
    if (address?.isOver === false) this.#source.write(address.sandboxId, 'written')
  }

  /** The same with a call that takes a while, and that nobody waits for. */
  call(mcpUrl: string): void {
    this.#byUrl.get(mcpUrl)?.call()
  }

  async #write(sandboxId: string): Promise<void> {
    await this.#step('agent')
    this.#source.write(sandboxId, 'by an agent')
  }
}

class FakeAddress implements LeaseAddress {
  readonly mcpUrls: { readonly close: string } = { close: `fake:${randomUUID()}` }
  readonly restUrl = ''
  readonly restToken = ''
  readonly calls: readonly never[] = []
  readonly faults: FaultPlan = new FaultPlan()
  readonly refused: readonly never[] = []
  readonly #write: () => Promise<void>
  readonly #isCut: () => boolean
  readonly #calls = new Set<Promise<void>>()
  readonly sandboxId: string
  isOver = false
  isKnown = false

  constructor(sandboxId: string, write: () => Promise<void>, isCut: () => boolean) {
    this.sandboxId = sandboxId
    this.#write = write
    this.#isCut = isCut
  }

  get isQuiet(): boolean {
    return this.#calls.size === 0
  }

  call(): void {
    if (this.isOver) return
    const call = this.#write().finally(() => this.#calls.delete(call))
    this.#calls.add(call)
  }

  async end(): Promise<'known' | 'unknown'> {
    this.isOver = true
    if (this.#calls.size > 0 && this.#isCut()) return 'unknown'
    // Of a quiet one all is known at once.
    this.isKnown = this.#calls.size === 0
    await Promise.all(this.#calls)
    this.isKnown = true
    return 'known'
  }
}
