import type { Link } from './link.ts'
import { recordFaults } from './recorded-faults.ts'
import { recordLink } from './recorded-link.ts'
import { recordSource } from './recorded-source.ts'
import type { RunEvent } from './run-event.ts'
import { HighlightCollector, type RunHighlights } from './run-highlights.ts'
import type { SandboxSource } from './sandbox-source.ts'

/** Sees everything that a run asks of its service and its tests ask of the run. */
export class RunRecorder {
  readonly #started = performance.now()
  readonly #collector = new HighlightCollector()
  readonly #onEvent: ((event: RunEvent) => void) | undefined
  readonly #stop: () => void

  constructor(onEvent: ((event: RunEvent) => void) | undefined) {
    this.#onEvent = onEvent
    // The channel is the process's: of two runs in one process, each hears of the other's faults.
    this.#stop = recordFaults(this)
  }

  get highlights(): RunHighlights {
    return this.#collector.highlights
  }

  readonly now = (): number => performance.now() - this.#started

  readonly add = (event: RunEvent): void => {
    this.#collector.add(event)
    this.#onEvent?.(event)
  }

  source(source: SandboxSource): SandboxSource {
    return recordSource(source, this)
  }

  link(link: Link): Link {
    return recordLink(link, this)
  }

  close(): void {
    this.#stop()
  }
}
