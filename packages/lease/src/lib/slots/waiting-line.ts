import { SandpitError } from '@sandpit/client/errors'
import type { Holder } from './holder.ts'
import type { Slot } from './slot.ts'

/** A worker that waits for a slot. */
export interface Waiter {
  readonly holder: Holder
  readonly server: string
  readonly resolve: (slot: Slot) => void
  readonly reject: (error: SandpitError) => void
}

/** First come, first served, among those whom a slot suits. */
export class WaitingLine {
  readonly #waiters = new Set<Waiter>()

  join(holder: Holder, server: string, signal: AbortSignal): Promise<Slot> {
    const { promise, resolve, reject } = Promise.withResolvers<Slot>()
    const waiter = { holder, server, resolve, reject }
    this.#waiters.add(waiter)
    const leave = (): void => {
      if (this.#waiters.delete(waiter)) reject(stoppedWaiting(server, signal.reason))
    }
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    return promise.finally(() => signal.removeEventListener('abort', leave))
  }

  /** Takes the first waiter that a slot suits out of the line. */
  next(suits: (waiter: Waiter) => boolean): Waiter | undefined {
    for (const waiter of this.#waiters) {
      if (!suits(waiter)) continue
      this.#waiters.delete(waiter)
      return waiter
    }
    return undefined
  }

  /** Which servers a holder waits for. */
  of(holder: Holder): readonly string[] {
    return [...this.#waiters].flatMap((waiter) => (waiter.holder === holder ? [waiter.server] : []))
  }

  count(server: string): number {
    return [...this.#waiters].filter((waiter) => waiter.server === server).length
  }

  /** How often a holder waits for a server's sandboxes. */
  countOf(holder: Holder, server: string): number {
    return [...this.#waiters].filter(
      (waiter) => waiter.holder === holder && waiter.server === server,
    ).length
  }

  rejectAll(error: SandpitError): void {
    this.#reject(error, () => true)
  }

  rejectServer(server: string, error: SandpitError): void {
    this.#reject(error, (waiter) => waiter.server === server)
  }

  #reject(error: SandpitError, which: (waiter: Waiter) => boolean): void {
    for (const waiter of this.#waiters) {
      if (!which(waiter)) continue
      this.#waiters.delete(waiter)
      waiter.reject(error)
    }
  }
}

/** The test that wanted a sandbox ended before there was one. */
export function stoppedWaiting(server: string, cause: unknown): SandpitError {
  const message = `The test was over before its '${server}' sandbox was ready.`
  return new SandpitError('aborted', message, { server, cause })
}
