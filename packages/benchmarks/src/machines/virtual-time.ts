import { install } from '@sinonjs/fake-timers'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Runs work on a clock that jumps from timer to timer: what sleeps for hours is over in no time.
 * Everything that happens between two timers must come from promises alone, not from a file or a
 * socket, or it happens too late.
 */
export async function inVirtualTime<T>(work: () => Promise<T>): Promise<T> {
  const clock = install({
    now: 0,
    toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'],
  })
  // `node:timers/promises` is faked too, and whoever imported it by name is to see that.
  syncBuiltinESMExports()
  try {
    const progress = { ended: false }
    const result = work().finally(() => (progress.ended = true))
    // A rejection is thrown below, when the work has ended.
    result.catch(() => {})
    while (!progress.ended) await clock.nextAsync()
    return await result
  } finally {
    clock.uninstall()
    syncBuiltinESMExports()
  }
}
