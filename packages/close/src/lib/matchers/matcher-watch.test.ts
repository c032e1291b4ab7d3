import { describe, expect, it } from 'vitest'
import type { CloseData } from '../data/close-data.ts'
import { CloseSandbox } from '../sandbox/close-sandbox.ts'
import { MatcherWatch, watchedMatchers, type WatchedState } from './matcher-watch.ts'

function watchedSandbox(timeoutMs?: number): { watch: MatcherWatch; sandbox: CloseSandbox } {
  const data: CloseData = { leads: [{ name: 'Acme' }] }
  const link = {
    sandboxId: 'one',
    mcpUrl: 'http://127.0.0.1/mcp',
    calls: async () => [],
    transcript: async () => '',
    setFaults: async () => {},
    dump: async () => data,
    reset: async () => {},
    add: async () => {},
  }
  const watch = new MatcherWatch({ timeoutMs })
  return { watch, sandbox: watch.follow(new CloseSandbox(link, data, watch.limits)) }
}

/** Calls a matcher, and makes a promise of its own of it at once, as runners do. */
function call(sandbox: CloseSandbox, name: string, state: WatchedState = {}): Promise<unknown> {
  return watchedMatchers.toHaveLead.call(state, sandbox, name).then(({ pass, message }) => {
    if (pass === (state.isNot ?? false)) throw new Error(message())
  })
}

describe('MatcherWatch', () => {
  it('has nothing to tell of matchers that are awaited, however they end', async () => {
    const { watch, sandbox } = watchedSandbox(0)
    await call(sandbox, 'Acme')
    await expect(call(sandbox, 'Globex')).rejects.toThrow('Globex')
    await Promise.all([call(sandbox, 'Acme'), call(sandbox, 'Globex', { isNot: true })])
    expect(await watch.end('passed')).toBeUndefined()
  })

  it.each([
    ['still looks', 60_000, 'Globex', /toHaveLead\(…\) is not awaited.*Globex/s],
    ['has failed', 0, 'Globex', /toHaveLead\(…\) is not awaited.*Globex/s],
    ['has passed', 0, 'Acme', /toHaveLead\(…\) is not awaited[^\n]*$/],
  ])('tells of one that nobody awaits and that %s, with its line', async (_, ms, name, message) => {
    const { watch, sandbox } = watchedSandbox(ms)
    void call(sandbox, name)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const told = await watch.end('passed')
    expect(told?.message).toMatch(message)
    expect(told?.stack).toMatch(/matcher-watch\.test\.ts/)
  })

  it('shows what one has seen that a test was cut off in', async () => {
    const { watch, sandbox } = watchedSandbox(60_000)
    const cutOff = (async () => await call(sandbox, 'Globex'))()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const told = await watch.end('cut off')
    expect(told?.message).toMatch(/^expect\(close\)\.toHaveLead\("Globex"\) failed/)
    expect(await Promise.race([cutOff, Promise.resolve('never settles')])).toBe('never settles')
  })

  it('gives each soft matcher after one that failed half the time', async () => {
    const { watch, sandbox } = watchedSandbox(200)
    const started = performance.now()
    for (const name of ['A', 'B', 'C', 'D'])
      await call(sandbox, name, { soft: true }).catch(() => {})
    expect(performance.now() - started).toBeLessThan(700)
    expect(await watch.end('failed')).toBeUndefined()
  })
})
