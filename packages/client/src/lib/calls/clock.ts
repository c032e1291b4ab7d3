/** Where a client has the time from. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number
  /** Calls back once, after so many milliseconds; gives what calls it off. */
  after(ms: number, callback: () => void): () => void
}

/** What a timer can hold, 24.8 days; anything longer would fire at once. */
const longestTimerMs = 2 ** 31 - 1

/** This machine's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(ms, longestTimerMs))
    return () => clearTimeout(timer)
  },
}

/** Waits; not to its end when the signal fires. */
export async function wait(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return
  await new Promise<void>((resolve) => {
    const done = (): void => {
      callOff()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const callOff = clock.after(ms, done)
    signal?.addEventListener('abort', done, { once: true })
  })
}
