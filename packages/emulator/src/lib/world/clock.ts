import { setTimeout as sleep } from 'node:timers/promises'

/** The emulator's time: what it stamps on things, and how it waits. */
export interface Clock {
  now(): Date
  /** Waits in real time, whatever the clock is set to. */
  sleep(durationMs: number): Promise<void>
}

/** Wall time that can be moved. Waiting ends with an error once `stopped` fires. */
export class AdjustableClock implements Clock {
  readonly #stopped: AbortSignal
  #offsetMs = 0

  constructor(stopped: AbortSignal) {
    this.#stopped = stopped
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMs)
  }

  async sleep(durationMs: number): Promise<void> {
    await sleep(durationMs, undefined, { signal: this.#stopped })
  }

  /** Moves the clock; it goes on running from there. */
  advance(durationMs: number): void {
    this.#offsetMs += durationMs
  }

  /** Sets the clock; it goes on running from there. */
  set(now: Date): void {
    this.#offsetMs = now.getTime() - Date.now()
  }
}
