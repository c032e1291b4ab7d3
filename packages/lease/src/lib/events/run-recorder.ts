import { AnswerHistory } from './answer-history.ts'
import type { Link } from '../link/link.ts'
import { LongWaits } from './long-waits.ts'
import { recordFaults } from './recorded-faults.ts'
import { recordLink } from './recorded-link.ts'
import { recordSource } from './recorded-source.ts'
import type { RunEvent } from './run-event.ts'
import { HighlightCollector, type RunHighlights } from './run-highlights.ts'
import type { SandboxSource } from '../slots/sandbox-source.ts'

export interface RunRecorderOptions {
  /** Hears of everything, just after it. */
  readonly onEvent?: ((event: RunEvent) => void) | undefined
  /** Hears of waits that have become long, instead of whoever has waited longest. */
  readonly onLongWait?: ((notice: string) => void) | undefined
  /** When a run gives up that the pool gives nothing, in milliseconds. */
  readonly waitMs: number
}

/** Sees everything that a run asks of its service and its tests ask of the run. */
export class RunRecorder {
  readonly #started = performance.now()
  readonly #collector = new HighlightCollector()
  readonly #onEvent: ((event: RunEvent) => void) | undefined
  readonly #answers: AnswerHistory
  readonly #longWaits: LongWaits
  readonly #stop: () => void

  constructor({ onEvent, onLongWait: say, waitMs }: RunRecorderOptions) {
    this.#onEvent = onEvent
    // The channel is the process's: of two runs in one process, each hears of the other's faults.
    this.#stop = recordFaults(this)
    this.#answers = new AnswerHistory()
    this.#longWaits = new LongWaits({ answers: this.#answers, waitMs, say })
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
    return recordSource(source, this, this.#longWaits)
  }

  link(link: Link): Link {
    return recordLink(link, this, this.#longWaits)
  }

  close(): void {
    this.#stop()
    this.#longWaits.close()
    this.#answers.close()
  }
}
