import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { untilEither } from './either-signal.ts'

/** Work that lasts until it is aborted, and answers with why. */
const untilAborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason)
    else signal.addEventListener('abort', () => resolve(signal.reason))
  })

describe('untilEither', () => {
  it.each([0, 1])('ends when signal %i aborts, before or while it goes on', async (which) => {
    for (const isEarly of [true, false]) {
      const controls = [new AbortController(), new AbortController()] as const
      const abort = (): void => controls[which]?.abort('the reason')
      if (isEarly) abort()
      const work = untilEither(controls[0].signal, controls[1].signal, untilAborted)
      if (!isEarly) abort()
      expect(await work).toBe('the reason')
    }
  })

  it('leaves nothing with a signal that lives on', async () => {
    const [one, other] = [new AbortController().signal, new AbortController().signal]
    await untilEither(one, other, async () => {})
    await untilEither(one, other, () => Promise.reject(new Error('failed'))).catch(() => {})
    for (const signal of [one, other]) expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})
