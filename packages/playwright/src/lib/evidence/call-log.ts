import type { TestInfo } from '@playwright/test'

/** The calls of each test that a worker runs. */
export class CallLogs {
  readonly #logs = new WeakMap<TestInfo, CallLog>()

  /** The calls that a test made so far. */
  of(testInfo: TestInfo): CallLog {
    const log = this.#logs.get(testInfo) ?? new CallLog()
    this.#logs.set(testInfo, log)
    return log
  }
}

/** The calls that a test made to its sandboxes, for the report of a failure. */
export class CallLog {
  readonly #started = performance.now()
  readonly #calls: Call[] = []

  /** Makes a call and keeps when it was, how long it took and how it ended, nothing else of it. */
  async record<T>(name: string, call: () => Promise<T>): Promise<T> {
    const entry: Call = { name, startMs: performance.now() - this.#started, times: 1 }
    this.#calls.push(entry)
    try {
      return await call()
    } catch (error) {
      entry.failed = true
      throw error
    } finally {
      entry.tookMs = performance.now() - this.#started - entry.startMs
    }
  }

  /** One line a call; calls of one name in a row, as a matcher makes while it waits, share a line. */
  toString(): string {
    const joined: Call[] = []
    for (const call of this.#calls) {
      const last = joined.at(-1)
      if (last !== undefined && isMoreOf(last, call)) joined.splice(-1, 1, more(last, call))
      else joined.push(call)
    }
    return joined.length === 0 ? 'none\n' : joined.map((call) => `${line(call)}\n`).join('')
  }
}

interface Call {
  readonly name: string
  /** Since the sandbox was ready. */
  readonly startMs: number
  readonly times: number
  /** Missing while the call is under way. */
  tookMs?: number
  failed?: boolean
}

function isMoreOf(last: Call, call: Call): boolean {
  return last.name === call.name && isFine(last) && isFine(call)
}

function isFine({ tookMs, failed }: Call): boolean {
  return tookMs !== undefined && failed !== true
}

function more(last: Call, { tookMs = 0 }: Call): Call {
  return { ...last, times: last.times + 1, tookMs: (last.tookMs ?? 0) + tookMs }
}

function line({ name, startMs, times, tookMs, failed }: Call): string {
  const at = `${(startMs / 1000).toFixed(2)} s`.padStart(9)
  const took = tookMs === undefined ? 'not answered' : `${Math.round(tookMs)} ms`
  const count = times > 1 ? ` (${times} times)` : ''
  return `${at}  ${name}${count}: ${failed === true ? 'failed after ' : ''}${took}`
}
