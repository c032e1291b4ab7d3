/** What a server's calls and tests took in a run, on the average and in milliseconds. */
export interface Measured {
  readonly acquireMs: number | undefined
  readonly resetMs: number | undefined
  readonly seedMs: number | undefined
  /** From the moment a test has its sandbox until it gives it back. */
  readonly testMs: number | undefined
}

/** How fast a server's sandboxes are made ready, and how fast tests use them up. */
export class Pace {
  readonly #acquire = new Mean()
  readonly #reset = new Mean()
  readonly #seed = new Mean()
  readonly #test = new Mean()

  get measured(): Measured {
    return {
      acquireMs: this.#acquire.value,
      resetMs: this.#reset.value,
      seedMs: this.#seed.value,
      testMs: this.#test.value,
    }
  }

  took(what: 'acquire' | 'reset' | 'seed' | 'test', ms: number): void {
    const means = { acquire: this.#acquire, reset: this.#reset, seed: this.#seed, test: this.#test }
    means[what].add(ms)
  }

  /**
   * How many spares hide all that can be hidden.
   *
   * @param isSeeded whether a spare is filled ahead too, or only emptied
   */
  sparesFor(users: number, isSeeded: boolean): number {
    const { resetMs = 0, seedMs = 0, testMs = 0 } = this.measured
    return sparesToHide({ careMs: resetMs + (isSeeded ? seedMs : 0), testMs }, users)
  }
}

/** While one sandbox is made ready, each user goes through so many others. */
export function sparesToHide(
  { careMs, testMs }: { readonly careMs: number; readonly testMs: number },
  users: number,
): number {
  return careMs === 0 ? 0 : Math.ceil((users * careMs) / Math.max(1, testMs))
}

/** The pace of each server of a run. */
export class Paces {
  readonly #paces = new Map<string, Pace>()

  of(server: string): Pace {
    const pace = this.#paces.get(server) ?? new Pace()
    this.#paces.set(server, pace)
    return pace
  }

  get measured(): ReadonlyMap<string, Measured> {
    return new Map([...this.#paces].map(([server, { measured }]) => [server, measured]))
  }
}

class Mean {
  #sum = 0
  #count = 0

  add(value: number): void {
    this.#sum += value
    this.#count++
  }

  get value(): number | undefined {
    return this.#count === 0 ? undefined : this.#sum / this.#count
  }
}
