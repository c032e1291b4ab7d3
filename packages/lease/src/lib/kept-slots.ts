import type { Holder } from './slot.ts'

/** Which servers' sandboxes a holder was promised to keep between its tests, until it lets go. */
export class KeptSlots {
  readonly #servers = new WeakMap<Holder, Set<string>>()

  promise(holder: Holder, server: string): void {
    const servers = this.#servers.get(holder) ?? new Set()
    this.#servers.set(holder, servers.add(server))
  }

  arePromised(holder: Holder, server: string): boolean {
    return this.#servers.get(holder)?.has(server) ?? false
  }

  letGo(holder: Holder): void {
    this.#servers.delete(holder)
  }
}
