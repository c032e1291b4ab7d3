import type { Clock } from './clock.ts'

interface Timer {
  readonly at: number
  readonly callback: () => void
}

/**
 * For our tests: a clock that goes on to the next timer as soon as nothing else is left to do. Time
 * costs nothing by it, and everything happens in the same order every time.
 */
export class VirtualClock implements Clock {
  #now = 0
  #timers: readonly Timer[] = []
  #isGoingOn = false

  now(): number {
    return this.#now
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback }
    this.#timers = [...this.#timers, timer].toSorted((a, b) => a.at - b.at)
    this.#goOn()
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  #goOn(): void {
    if (this.#isGoingOn || this.#timers.length === 0) return
    this.#isGoingOn = true
    setImmediate(() => {
      const [next, ...rest] = this.#timers
      this.#isGoingOn = false
      if (next === undefined) return
      this.#timers = rest
      this.#now = Math.max(this.#now, next.at)
      next.callback()
      this.#goOn()
    })
  }
}
