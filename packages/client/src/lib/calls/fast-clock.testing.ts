import { type Clock, systemClock } from './clock.ts'

/** For our tests: this machine's clock, so many times as fast. */
export function fastClock(times: number): Clock {
  return {
    now: () => systemClock.now() * times,
    after: (ms, callback) => systemClock.after(ms / times, callback),
  }
}
