/** One thing wrong with a request, as the service's 422 body lists it (API reference, `ValidationError`). */
export interface ValidationProblem {
  readonly type: string
  /** Where: `body`, `path` or `query` first, then field names and list positions. */
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly input: unknown
  readonly ctx?: Readonly<Record<string, unknown>>
}

/** What a check has to say about one value, without its place. */
export interface Complaint {
  readonly type: string
  readonly msg: string
  readonly ctx?: Readonly<Record<string, unknown>>
}

/** Collects everything wrong with one request while checks walk through it. */
export class Problems {
  readonly list: ValidationProblem[] = []
  readonly #path: (string | number)[] = []

  /** Runs `step` one level deeper, so that what it reports is placed under `key`. */
  at<T>(key: string | number, step: () => T): T {
    this.enter(key)
    try {
      return step()
    } finally {
      this.leave()
    }
  }

  /** `at` for hot loops: no closure; the caller pairs it with `leave`. */
  enter(key: string | number): void {
    this.#path.push(key)
  }

  leave(): void {
    this.#path.pop()
  }

  report(complaint: Complaint, input: unknown): void {
    const { type, msg, ctx } = complaint
    this.list.push({ type, loc: [...this.#path], msg, input, ...(ctx && { ctx }) })
  }
}
