import { compileFunction } from 'node:vm'
import { describe, expect, it, vi } from 'vitest'
import { SandpitError } from '@sandpit/client/errors'
import type { CloseData } from '../data/close-data.ts'
import { CloseSandbox, type CloseSandboxLink } from '../sandbox/close-sandbox.ts'
import { MatcherWatch, watchedMatchers, type WatchedState } from './matcher-watch.ts'

function watchedSandbox(
  timeoutMs?: number,
  calls: Partial<CloseSandboxLink> = {},
): { watch: MatcherWatch; sandbox: CloseSandbox } {
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
    ...calls,
  }
  const watch = new MatcherWatch({ timeoutMs, test: 'the first' })
  return { watch, sandbox: watch.follow(new CloseSandbox(link, data, watch.limits)) }
}

/** Calls a matcher, and makes a promise of its own of it at once, as runners do from where they are installed. */
const runner = compileFunction(
  `return matchers.toHaveLead.call(state, sandbox, name).then(({ pass, message }) => {
    if (pass === (state.isNot ?? false)) throw new Error(message())
  })`,
  ['matchers', 'state', 'sandbox', 'name'],
  { filename: '/project/node_modules/runner/index.js' },
) as (...given: readonly unknown[]) => Promise<unknown>

function call(sandbox: CloseSandbox, name: string, state: WatchedState = {}): Promise<unknown> {
  return runner(watchedMatchers, state, sandbox, name)
}

const never = () => new Promise<never>(() => {})
const fails = () => Promise.reject(new Error('no such thing'))
const isLost = () => Promise.reject(new SandpitError('lease_lost', 'over', { server: 'close' }))

describe('MatcherWatch', () => {
  it('has nothing to tell of matchers that are awaited, however they end', async () => {
    const { watch, sandbox } = watchedSandbox(0)
    await call(sandbox, 'Acme')
    await expect(call(sandbox, 'Globex')).rejects.toThrow('Globex')
    await Promise.all([call(sandbox, 'Acme'), call(sandbox, 'Globex', { isNot: true })])
    expect(await watch.end('passed')).toBeUndefined()
  })

  it('has nothing to tell of one whose end is asked for in the very call', async () => {
    const { watch, sandbox } = watchedSandbox(0)
    for (const name of ['Acme', 'Globex']) {
      const ended = Promise.withResolvers<unknown>()
      call(sandbox, name).then(ended.resolve, ended.resolve)
      await ended.promise
    }
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

  it('refuses more arguments than a matcher takes, which nobody would look at', () => {
    const { sandbox } = watchedSandbox()
    const more = [{ name: 'Acme' }, {}, { name: 'Globex' }] as unknown as [string]
    expect(() => watchedMatchers.toHaveLead.call({}, sandbox, ...more)).toThrow(
      'toHaveLead takes 2 arguments at most, the last of which is options; it was given 3.',
    )
  })

  it('goes by a stack that somebody makes otherwise', async () => {
    const made = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace') ?? { value: undefined }
    const { watch, sandbox } = watchedSandbox(0)
    Error.prepareStackTrace = (_, sites) => sites
    try {
      void call(sandbox, 'Globex')
      expect((await watch.end('passed'))?.message).toContain('is not awaited')
    } finally {
      Object.defineProperty(Error, 'prepareStackTrace', made)
    }
  })

  it('knows what is awaited where fake timers stand for microtasks', async () => {
    vi.useFakeTimers({ toFake: ['queueMicrotask'] })
    try {
      const { watch, sandbox } = watchedSandbox(0)
      await call(sandbox, 'Acme')
      expect(await watch.end('passed')).toBeUndefined()
    } finally {
      vi.useRealTimers()
    }
  })

  describe('of calls to the sandbox', () => {
    it('has nothing to tell of those that are awaited, however they end', async () => {
      const { watch, sandbox } = watchedSandbox(0, { reset: fails })
      await sandbox.add({ leads: [] })
      await expect(sandbox.reset()).rejects.toThrow('no such thing')
      await Promise.all([sandbox.dump(), sandbox.reseed().catch(() => {})])
      await sandbox.lead('Acme').then(({ name }) => expect(name).toBe('Acme'))
      await call(sandbox, 'Acme')
      expect(await watch.end('passed')).toBeUndefined()
    })

    it.each<[string, (close: CloseSandbox) => unknown, RegExp]>([
      ['holds', (close) => void close.add({ leads: [] }), /^close\.add\(…\) is not awaited[^\n]*$/],
      ['is wrong', (close) => void close.lead('Globex'), /^close\.lead\(…\) is not.*Globex/s],
      ['fails', (close) => void close.reset(), /^close\.reset\(…\) is not.*no such thing/s],
      ['is not answered', (close) => void close.calls(), /^close\.calls\(…\) is not awaited/],
      [
        'goes on elsewhere',
        (close) => void close.calls().then(() => {}),
        /^close\.calls\(…\) is not/,
      ],
    ])('tells of one that nobody awaits and that %s, with its line', async (_, forget, message) => {
      const { watch, sandbox } = watchedSandbox(0, { reset: fails, calls: never })
      forget(sandbox)
      await new Promise((resolve) => setTimeout(resolve, 20))
      const told = await watch.end('passed')
      expect(told?.message).toMatch(message)
      expect(told?.stack).toMatch(/matcher-watch\.test\.ts/)
    })

    it('says which one a test was cut off in', async () => {
      const { watch, sandbox } = watchedSandbox(0, { dump: never })
      void (async () => await sandbox.dump())()
      await new Promise((resolve) => setTimeout(resolve, 20))
      const told = await watch.end('cut off')
      expect(told?.message).toBe("close.dump(…) had not ended when the test's time was over.")
    })

    it('names the test whose sandbox is used when it is over', async () => {
      const { watch, sandbox } = watchedSandbox(0, { reset: isLost })
      await watch.end('passed')
      const error: unknown = await sandbox.reset().catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({
        code: 'lease_lost',
        message: expect.stringContaining("belongs to a test that is over: 'the first'"),
        stack: expect.stringContaining('matcher-watch.test.ts'),
      })
    })

    it('leaves the sandbox what it is', async () => {
      const { watch, sandbox } = watchedSandbox()
      expect(sandbox).toBeInstanceOf(CloseSandbox)
      expect(sandbox.constructor).toBe(CloseSandbox)
      expect(Object.keys(sandbox)).toEqual(['sandboxId', 'server'])
      expect(watch.follow(sandbox)).toBe(sandbox)
      expect(new MatcherWatch().follow(sandbox)).toBe(sandbox)
    })
  })
})
