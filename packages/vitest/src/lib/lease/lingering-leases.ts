/**
 * Leases of tests that are over but for their hooks. Each ends with the hooks of its test, or as soon
 * as another test of this worker waits for a sandbox: Vitest lets hooks wait for tests that wait.
 */
export class LingeringLeases {
  readonly #ends = new Set<() => void>()
  #waiting = 0

  /** Keeps a lease, unless somebody waits. Answers with what ends it, once. */
  add(endLease: () => void): () => void {
    const end = (): void => {
      if (this.#ends.delete(end)) endLease()
    }
    this.#ends.add(end)
    if (this.#waiting > 0) end()
    return end
  }

  /** A test waits for a sandbox. Answers with what is to be called when it does no more. */
  wait(): () => void {
    this.#waiting++
    for (const end of this.#ends) end()
    return () => {
      this.#waiting--
    }
  }
}
