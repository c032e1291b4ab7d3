import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCloseData } from '../arbitrary/any-close-data.ts'
import type { Waiting } from '../matchers/checked-waiting.ts'
import { checkProperty } from './check-property.ts'
import { closeData, toCloseData } from '../data/close-data-builder.ts'
import type { CloseData } from '../data/close-data.ts'
import { closeMatchers } from '../matchers/matcher-set.ts'
import type { CloseSandbox } from '../sandbox/close-sandbox.ts'
import { sandboxInMemory } from '../sandbox/sandbox-in-memory.testing.ts'

const anyLeads = fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 8 }).map((values) => ({
  leads: values.map((value) => ({
    name: `Lead ${value}`,
    opportunities: [{ note: 'deal', value }],
  })),
}))

async function messageOf(check: Promise<void>): Promise<string> {
  const error = await check.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Error ? error.message : 'passed'
}

describe('checkProperty', () => {
  it.each<[string, unknown]>([
    ['The property returned 0; where it holds, it returns true or nothing.', 0],
    ['The property returned "yes"', 'yes'],
    ['The property returned an object', { ok: false }],
  ])('fails for an answer that says neither: %s', async (message, answer) => {
    const check = checkProperty(sandboxInMemory(), [anyLeads], () => answer as boolean)
    await expect(check).rejects.toThrow(message)
  })

  it('takes nothing for no seed, rather than for the one that the sandbox has', async () => {
    const nothing = fc.constant<CloseData>(undefined as unknown as CloseData)
    const check = checkProperty(sandboxInMemory({ leads: [{ name: 'A' }] }), [nothing], () => {})
    await expect(check).rejects.toMatchObject({ code: 'invalid_seed' })
  })

  it('fills the sandbox anew before every run and every step of shrinking', async () => {
    const sandbox = sandboxInMemory()
    let runs = 0
    const check = checkProperty(sandbox, [anyLeads], async ([seed]) => {
      runs++
      expect(await sandbox.dump()).toEqual({ leads: toCloseData(seed).leads ?? [] })
      await sandbox.add(closeData().lead('left behind'))
      return (toCloseData(seed).leads ?? []).length < 3
    })
    await expect(check).rejects.toThrow('The property returned false.')
    expect(runs).toBeGreaterThan(3)
  })

  it('reports the smallest seed as code, the state, and how to see it again', async () => {
    const sandbox = sandboxInMemory()
    const tooMuch = async (values: readonly unknown[]): Promise<void> => {
      const { leads = [] } = toCloseData(values[0] as CloseData)
      await sandbox.add(closeData().lead('Report'))
      const total = (leads ?? [])
        .flatMap((lead) => lead.opportunities ?? [])
        .reduce((sum, { value }) => sum + (value ?? 0), 0)
      expect(total).toBeLessThan(500)
    }
    const message = await messageOf(
      checkProperty(sandbox, [anyLeads], tooMuch, { parameters: { seed: 1 } }),
    )
    expect(message).toMatchInlineSnapshot(`
      "Property failed after 1 run and 5 steps of shrinking: expected 500 to be less than 500

      The smallest seed that fails:
        closeData().lead('Lead 500', (lead) => lead.opportunity('deal', { value: usd(5) }))

      The sandbox when it failed:
        closeData().lead('Lead 500', (lead) => lead.opportunity('deal', { value: usd(5) })).lead('Report')

      See it again with { seed: 1, path: '0:3:2:3:2:1' } as the second argument of test.prop, with what is there already"
    `)
    const path = /path: '([^']+)'/.exec(message)?.[1] ?? ''
    const again = await messageOf(
      checkProperty(sandbox, [anyLeads], tooMuch, { parameters: { seed: 1, path } }),
    )
    expect(again).toContain("opportunity('deal', { value: usd(5) })")
  })

  it('says so when the time is up before anything failed', async () => {
    const sandbox = sandboxInMemory()
    const message = await messageOf(
      checkProperty(sandbox, [anyLeads], () => sleep(30), { timeLimitMs: 100 }),
    )
    expect(message).toMatch(/stopped by the test's time limit after \d runs?/)
  })

  it('passes when every run does', async () => {
    const runs: number[] = []
    await checkProperty(
      sandboxInMemory(),
      [anyLeads, fc.nat()],
      ([, number]) => void runs.push(number),
      { parameters: { numRuns: 20 } },
    )
    expect(runs).toHaveLength(20)
  })

  it('tries the examples first', async () => {
    const seen: unknown[] = []
    const example = { leads: [{ name: 'Mine' }] }
    await checkProperty(
      sandboxInMemory(),
      [anyLeads, fc.nat()],
      (values) => void seen.push(values),
      {
        parameters: { numRuns: 2, examples: [[example, 7]] },
      },
    )
    expect(seen[0]).toEqual([example, 7])
    expect(seen).toHaveLength(2)
  })

  it('leaves out what a precondition skips', async () => {
    let runs = 0
    await checkProperty(
      sandboxInMemory(),
      [anyLeads, fc.nat()],
      ([, number]) => {
        fc.pre(number % 2 === 0)
        runs++
      },
      { parameters: { numRuns: 20 } },
    )
    expect(runs).toBe(20)
  })

  it('shows the line of the property when it returns false', async () => {
    const declaredAt = new Error('here')
    const check = checkProperty(sandboxInMemory(), [anyLeads], () => false, { declaredAt })
    const error = await check.catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      message: expect.stringContaining('The property returned false.'),
      stack: expect.stringContaining(frameOf(declaredAt)),
    })
  })

  it.each<[string, unknown]>([
    ['a number', 5],
    ['nothing', null],
    ['a bad value', { leads: [{ name: 'Acme', opportunities: [{ note: 'Deal', value: NaN }] }] }],
  ])('refuses an arbitrary that makes %s', async (_, made) => {
    const declaredAt = new Error('here')
    let runs = 0
    const noSeeds = fc.constant(made) as fc.Arbitrary<CloseData>
    const check = checkProperty(sandboxInMemory(), [noSeeds], () => void runs++, { declaredAt })
    const error = await check.catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'invalid_seed',
      message: expect.stringContaining('The first arbitrary of a property must make'),
      stack: expect.stringContaining(frameOf(declaredAt)),
    })
    expect(runs).toBe(0)
  })
})

/** The first line of a stack that says where. */
function frameOf({ stack = '' }: Error): string {
  return /\n {4}at .*/.exec(stack)?.[0] ?? 'no frame'
}

/** An agent that drops all tasks, in so many milliseconds. */
async function losesTasks(close: CloseSandbox, afterMs = 0): Promise<void> {
  const { leads } = await close.dump()
  await sleep(afterMs)
  await close.reseed({ leads: (leads ?? []).map((lead) => ({ ...lead, tasks: null })) })
}

async function matched(sandbox: CloseSandbox, data: CloseData, waiting?: Waiting): Promise<void> {
  const { pass, message } = await closeMatchers.toMatchCloseData.call({}, sandbox, data, waiting)
  if (!pass) throw new Error(message())
}

describe('a property whose matchers wait', () => {
  it('is shrunk as far as one whose matchers do not', async () => {
    const sandbox = sandboxInMemory()
    const check = checkProperty(
      sandbox,
      [anyCloseData({ leads: { max: 5 } })],
      async ([data]) => {
        await losesTasks(sandbox)
        await matched(sandbox, data, { timeoutMs: 800 })
      },
      { parameters: { seed: -211_325_924, numRuns: 20 }, timeLimitMs: 2500 },
    )
    const message = await messageOf(check)
    expect(message).toContain(
      "The smallest seed that fails:\n  closeData().lead('Acme', (lead) => lead.task('Follow up'))\n",
    )
    expect(message).toMatch(
      /^Property failed after .*: expect\(close\)\.toMatchCloseData\(expected\) failed\n\nlead "Acme"/,
    )
  })

  it('says so when the time ended before it was small', async () => {
    const sandbox = sandboxInMemory()
    const check = checkProperty(
      sandbox,
      [anyCloseData({ leads: { min: 5, max: 5 } })],
      async ([data]) => {
        await losesTasks(sandbox, 100)
        await matched(sandbox, data, { timeoutMs: 100 })
      },
      { parameters: { seed: 1 }, timeLimitMs: 700 },
    )
    expect(await messageOf(check)).toContain(
      "The smallest seed found before the test's time was over",
    )
  })

  it('reports no seed that only fails in a hurry', async () => {
    const sandbox = sandboxInMemory()
    let runs = 0
    const check = checkProperty(
      sandbox,
      [anyCloseData({ leads: 1, lead: { tasks: 1 } })],
      async ([data]) => {
        // Only the first run loses anything; in all others, the tasks are merely late.
        runs++
        await losesTasks(sandbox)
        if (runs > 1) void sleep(300).then(() => sandbox.reseed(data))
        await matched(sandbox, data, { timeoutMs: 1000 })
      },
      { parameters: { seed: 1, numRuns: 1 } },
    )
    const message = await messageOf(check)
    expect(message).toContain('The first seed that failed')
    expect(message).toContain('and 0 steps of shrinking')
  })
})
