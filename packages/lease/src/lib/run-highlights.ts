import type { RunEvent, RunEventKind } from './run-event.ts'
import { count, duration } from './run-summary.ts'

/** What was slow or went wrong in a run; as large for a long run as for a short one. */
export interface RunHighlights {
  readonly slowest: Readonly<Partial<Record<RunEventKind, RunEvent>>>
  /** Calls that failed, made up for or not. */
  readonly faults: number
  /** Time the service spent emptying and filling sandboxes, and the run checking that, in milliseconds. */
  readonly careMs: number
  /** The part of it during which no test waited for, or had, that sandbox. */
  readonly hiddenCareMs: number
}

/** Picks the highlights out of a run's events as they come. */
export class HighlightCollector {
  readonly #slowest: Partial<Record<RunEventKind, RunEvent>> = {}
  /** Resets, seeds and checks of each sandbox since its last lease. */
  readonly #care = new Map<string, RunEvent[]>()
  #faults = 0
  #careMs = 0
  #hiddenCareMs = 0

  get highlights(): RunHighlights {
    return {
      slowest: { ...this.#slowest },
      faults: this.#faults,
      careMs: this.#careMs,
      hiddenCareMs: this.#hiddenCareMs,
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
  }

  #addCare(sandboxId: string, event: RunEvent): void {
    this.#careMs += lengthOf(event)
    this.#hiddenCareMs += lengthOf(event)
    const care = this.#care.get(sandboxId)
    if (care === undefined) this.#care.set(sandboxId, [event])
    else care.push(event)
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

function overlapOf(one: RunEvent, other: RunEvent): number {
  return Math.max(0, Math.min(one.endMs, other.endMs) - Math.max(one.startMs, other.startMs))
}

/** What was slow, what went wrong, and what is left behind, in one line. */
export function formatHighlights(highlights: RunHighlights, leftBehind: number): string {
  const { slowest, faults, careMs, hiddenCareMs } = highlights
  const kinds = (['acquire', 'reset', 'seed', 'wait'] as const).flatMap((kind) => {
    const event = slowest[kind]
    return event === undefined ? [] : `${kind} ${duration(lengthOf(event))}`
  })
  const parts = [
    ...(kinds.length > 0 ? [`slowest ${kinds.join(', ')}`] : []),
    ...(careMs > 0
      ? [`resets and seeds took ${duration(careMs)}, ${duration(hiddenCareMs)} unnoticed`]
      : []),
    ...(faults > 0 ? [count(faults, 'failed call', 'failed calls')] : []),
    `left behind: ${leftBehind === 0 ? 'nothing' : count(leftBehind, 'sandbox', 'sandboxes')}`,
  ]
  return parts.join('; ')
}
