import type { RunEvent, RunEventKind } from './run-event.ts'
import { duration } from '../text/amount.ts'

/** What was slow or went wrong in a run; as large for a long run as for a short one. */
export interface RunHighlights {
  readonly slowest: Readonly<Partial<Record<RunEventKind, RunEvent>>>
  /** Calls that failed, made up for or not. */
  readonly faults: number
  /** Time the service spent emptying and filling sandboxes, and the run checking that, in milliseconds. */
  readonly careMs: number
  /** The part of it, up to the end of the last test, during which none waited for that sandbox or had it. */
  readonly hiddenCareMs: number
}

/** Picks the highlights out of a run's events as they come. */
export class HighlightCollector {
  readonly #slowest: Partial<Record<RunEventKind, RunEvent>> = {}
  /** Resets, seeds and checks of each sandbox since its last lease. */
  readonly #care = new Map<string, RunEvent[]>()
  /** Those that ended after every test so far. */
  #afterTests: RunEvent[] = []
  #testsEndedMs = 0
  #faults = 0
  #careMs = 0
  #hiddenCareMs = 0

  get highlights(): RunHighlights {
    return {
      slowest: { ...this.#slowest },
      faults: this.#faults,
      careMs: this.#careMs,
      hiddenCareMs: Math.max(0, this.#hiddenCareMs - this.#careAfterTestsMs()),
    }
  }

  add(event: RunEvent): void {
    const { kind, sandboxId = '' } = event
    const slowest = this.#slowest[kind]
    if (slowest === undefined || lengthOf(event) > lengthOf(slowest)) this.#slowest[kind] = event
    if (kind === 'fault') this.#faults++
    if (isCare(kind)) this.#addCare(sandboxId, event)
    if (kind === 'wait' || kind === 'lease') this.#notice(sandboxId, event)
    if (kind === 'lease' || kind === 'release') this.#care.delete(sandboxId)
    if (kind === 'lease') this.#endTest(event)
  }

  #addCare(sandboxId: string, event: RunEvent): void {
    this.#careMs += lengthOf(event)
    this.#hiddenCareMs += lengthOf(event)
    const care = this.#care.get(sandboxId)
    if (care === undefined) this.#care.set(sandboxId, [event])
    else care.push(event)
    this.#afterTests.push(event)
  }

  #endTest({ endMs }: RunEvent): void {
    this.#testsEndedMs = Math.max(this.#testsEndedMs, endMs)
    this.#afterTests = this.#afterTests.filter((care) => care.endMs > this.#testsEndedMs)
  }

  /** When no test is left, it hides behind none: the end of the run waits for it. */
  #careAfterTestsMs(): number {
    const after = { startMs: this.#testsEndedMs, endMs: Infinity }
    return this.#afterTests.reduce((sum, care) => sum + overlapOf(care, after), 0)
  }

  /** A test waited while this went on, or asked for it itself. */
  #notice(sandboxId: string, noticed: RunEvent): void {
    for (const event of this.#care.get(sandboxId) ?? []) {
      this.#hiddenCareMs -= overlapOf(event, noticed)
    }
  }
}

function isCare(kind: RunEventKind): boolean {
  return kind === 'reset' || kind === 'seed' || kind === 'check'
}

export function lengthOf({ startMs, endMs }: RunEvent): number {
  return endMs - startMs
}

type Span = Pick<RunEvent, 'startMs' | 'endMs'>

function overlapOf(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.endMs, other.endMs) - Math.max(one.startMs, other.startMs))
}

/** How long resets and seeds took, and how much of that no test noticed. */
export function formatCare({
  careMs,
  hiddenCareMs,
}: Pick<RunHighlights, 'careMs' | 'hiddenCareMs'>): string {
  return `${duration(careMs)}, ${duration(hiddenCareMs)} of it hidden behind tests`
}
