import { SandpitError } from '@sandpit/client/errors'
import type { LeasePhase } from '@sandpit/lease/link'
import type { TestContext } from 'vitest'

/** A test that waited for less of its time did not fail for it. */
const notableShare = 0.1

/** How long a test waits for its sandbox, and what for; Vitest counts that as the test's own time. */
export class LeaseWait {
  readonly #startMs = performance.now()
  #prepareMs: number | undefined
  #endMs: number | undefined

  /** What is waited for from now on. */
  enter(phase: LeasePhase): void {
    if (phase !== 'acquire') this.#prepareMs ??= performance.now()
  }

  end(): void {
    this.#endMs = performance.now()
  }

  /** What a test that ran out of time has to be told of it. */
  explain(
    server: string,
    { task, signal }: Pick<TestContext, 'task' | 'signal'>,
  ): Error | undefined {
    const now = this.#endMs ?? performance.now()
    const waitedMs = now - this.#startMs
    if (!isOutOfTime(signal) || waitedMs < task.timeout * notableShare) return undefined
    const prepareMs = now - (this.#prepareMs ?? now)
    return new SandpitError(
      'aborted',
      `${seconds(waitedMs)} of the ${seconds(task.timeout)} that this test has went on waiting for its '${server}' sandbox: ${prepareMs > waitedMs / 2 ? slowToPrepare : noneFree}`,
      { server },
    )
  }
}

const noneFree =
  'other tests had all that the run may take. Raise `ceiling` in the options of sandpit(), run fewer tests at a time (`maxConcurrency`), or give the test a longer timeout.'

const slowToPrepare =
  'the service took that long to empty and to fill it. Give the test a longer timeout, or have it done beforehand with `spares` in the options of sandpit().'

function isOutOfTime({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof Error && /timed out/.test(reason.message)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
