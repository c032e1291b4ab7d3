import { setTimeout as sleep } from 'node:timers/promises'

/** The emulator's time: what it stamps on things and how it waits. */
export interface Clock {
  now(): Date
  sleep(durationMs: number): Promise<void>
}

/** Wall time. Waiting ends with an error once `stopped` fires. */
export function systemClock(stopped: AbortSignal): Clock {
  return {
    now: () => new Date(),
    sleep: (durationMs) => sleep(durationMs, undefined, { signal: stopped }),
  }
}
