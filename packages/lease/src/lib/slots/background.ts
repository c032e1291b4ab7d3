/** Work that goes on beside the tests. */
export class Background {
  readonly #underWay = new Set<Promise<unknown>>()

  add(work: Promise<unknown>): void {
    this.#underWay.add(work)
    const done = (): void => void this.#underWay.delete(work)
    work.then(done, done)
  }

  /** Resolves when all of it has ended, and whatever it started too. */
  async ended(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay)
  }
}
