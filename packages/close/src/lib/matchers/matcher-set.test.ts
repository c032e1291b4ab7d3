import { describe, expect, it } from 'vitest'
import { closeData } from '../data/close-data-builder.ts'
import { sandboxInMemory } from '../sandbox/sandbox-in-memory.testing.ts'
import { closeMatchers } from './matcher-set.ts'
import type { CloseMatchers } from './matcher-types.ts'

expect.extend(closeMatchers)

const acme = closeData().lead('Acme', (lead) =>
  lead.contact('Ann').opportunity('Deal').task('Call'),
)
const now = { timeout: 0 }

type Asked = (received: unknown) => CloseMatchers & { readonly not: CloseMatchers }

/** Vitest's `expect`, which knows nothing of the matchers in its type. */
const asked = expect as unknown as Asked

describe('expect(close)', () => {
  const close = sandboxInMemory(acme.toJSON())

  it('has all matchers, in a runner', async () => {
    const held = [
      asked(close).toHaveLead('Acme'),
      asked(close).toHaveContact('Acme', 'Ann'),
      asked(close).toHaveOpportunity('Acme', 'Deal'),
      asked(close).toHaveTask('Acme', /call/i),
      asked(close).toMatchCloseData(acme),
      asked(close).toBeUnchanged(),
      asked(close).not.toHaveLead('Globex'),
    ]
    await expect(Promise.all(held)).resolves.toHaveLength(7)
  })

  it('fails with the text of the matcher', async () => {
    await expect(asked(close).toHaveTask('Acme', 'Write', now)).rejects.toThrow(
      'expect(close).toHaveTask("Acme", "Write") failed\n\nin lead "Acme" there is no task \'Write\'; there is \'Call\'',
    )
    await expect(asked(close).not.toBeUnchanged(now)).rejects.toThrow(
      'expect(close).not.toBeUnchanged() failed',
    )
  })

  it('goes by the time that the sandbox leaves it', async () => {
    const end = performance.now() + 200
    const timeLeftMs = () => end - performance.now()
    const hurried = sandboxInMemory({}, { timeoutMs: 60_000, timeLeftMs })
    await expect(asked(hurried).toHaveLead('Acme')).rejects.toThrow('until the test ended')
  })

  it('ends with the test', async () => {
    const signal = AbortSignal.abort(new Error('the test was cancelled'))
    await expect(asked(sandboxInMemory({}, { signal })).toHaveLead('Acme')).rejects.toThrow(
      'the test was cancelled',
    )
  })

  it.each<[unknown, string]>([
    [{ timeoutms: 5 }, "there is no option 'timeoutms'; did you mean timeoutMs?"],
    [{ retries: 5 }, "there is no option 'retries'; there are timeoutMs, timeout, intervalMs"],
    [{ timeout: -1 }, 'timeout is a number of milliseconds from 0 up, got -1'],
    [{ timeout: Number.NaN }, 'timeout is a number of milliseconds from 0 up, got NaN'],
    [{ timeout: 5, timeoutMs: 5 }, 'timeout and timeoutMs say the same; give one of them'],
    [5000, 'expected an object such as { timeoutMs: 5000 }, got 5000'],
  ])('refuses the options %j', async (waiting, message) => {
    await expect(asked(close).toHaveLead('Acme', waiting as object)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining(message),
    })
  })

  it('refuses anything but a sandbox', async () => {
    await expect(asked({}).toHaveLead('Acme')).rejects.toThrow(
      'write expect(close), with the fixture `close`. It was given an object.',
    )
  })
})
