import { SandpitError } from '@sandpit/client/errors'
import type { LeasePhase } from '@sandpit/lease/link'
import type { TestContext } from 'vitest'

/** A test that waited for less of its time did not fail for it. */
const notableShare = 0.1

/** How long a test waits for its sandbox, and what for; Vitest counts that as the test's own time. */
export class LeaseWait {
  readonly #startMs = performance.now()
  readonly #waited: Record<WaitReason, number> = { inLine: 0, prepared: 0, other: 0 }
  #reason: WaitReason = 'other'
  #sinceMs = this.#startMs
  #isOver = false

  /** What is waited for from now on. */
  enter(phase: LeasePhase): void {
    this.#add()
    this.#reason = phase === 'acquire' ? 'inLine' : 'prepared'
  }

  end(): void {
    this.#add()
    this.#isOver = true
  }

  /** What a test that ran out of time has to be told of it. */
  explain(
    server: string,
    { task, signal }: Pick<TestContext, 'task' | 'signal'>,
  ): Error | undefined {
    this.#add()
    const waitedMs = this.#sinceMs - this.#startMs
    if (!isOutOfTime(signal) || waitedMs < task.timeout * notableShare) return undefined
    const [longest] = Object.entries(this.#waited).toSorted(([, a], [, b]) => b - a)
    return new SandpitError(
      'aborted',
      `${seconds(waitedMs)} of the ${seconds(task.timeout)} that this test has went on waiting for its '${server}' sandbox: ${reasons[(longest?.[0] ?? 'other') as WaitReason]}`,
      { server },
    )
  }

  #add(): void {
    if (this.#isOver) return
    const now = performance.now()
    this.#waited[this.#reason] += now - this.#sinceMs
    this.#sinceMs = now
  }
}

/** What a test waits for: a sandbox that is free, its reset and seed, or this machine. */
type WaitReason = 'inLine' | 'prepared' | 'other'

const reasons: Readonly<Record<WaitReason, string>> = {
  inLine:
    'other tests had all that the run has. Raise `ceiling` in the options of sandpit(), run fewer tests at a time (`maxConcurrency`), or give the test a longer timeout.',
  prepared:
    'the service took that long to empty and to fill it. Give the test a longer timeout, or have it done beforehand with `spares` in the options of sandpit().',
  other:
    'this machine was that busy. Give the test a longer timeout, or run fewer tests at a time (`maxWorkers`).',
}

function isOutOfTime({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof Error && /timed out/.test(reason.message)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
