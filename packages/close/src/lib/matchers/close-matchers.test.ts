import { describe, expect, it } from 'vitest'
import { closeData, type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import {
  toBeUnchanged,
  toHaveContact,
  toHaveLead,
  toHaveOpportunity,
  toHaveTask,
  toMatchCloseData,
} from './close-matchers.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'

const now = { timeoutMs: 0 }

/** A sandbox that holds one seed after the other, the last one for good. */
function sandbox(...states: CloseSeed[]) {
  let looks = 0
  return async () => toCloseData(states[Math.min(looks++, states.length - 1)] ?? {})
}

const broken = () => Promise.reject(new Error('the lease is over'))

const before = closeData().lead('CloudScale', (lead) => lead.contact('Sarah').task('Call Sarah'))
const after = before.extend('CloudScale', (lead) =>
  lead.task('Follow up', { completed: true }).opportunity('Renewal', { confidence: 85 }),
)

describe('the matchers', () => {
  it('tell what is there from what is not', async () => {
    const dump = sandbox(after)
    const results = await Promise.all([
      toHaveLead(dump, /cloud/i, now),
      toHaveContact(dump, 'CloudScale', 'Sarah', now),
      toHaveOpportunity(dump, 'CloudScale', { confidence: (value) => value > 80 }, now),
      toHaveTask(dump, 'CloudScale', { description: /follow up/i, completed: true }, now),
      toMatchCloseData(dump, before, now),
      toHaveLead(dump, 'DataFlow', now),
      toHaveContact(dump, 'CloudScale', 'David', now),
      toHaveOpportunity(dump, 'CloudScale', { note: 'Renewal', confidence: 10 }, now),
      toHaveTask(dump, 'CloudScale', /write/, now),
      toMatchCloseData(dump, sampleCloseData, now),
    ])
    expect(results.map(({ pass }) => pass)).toEqual([
      ...Array.from({ length: 5 }, () => true),
      ...Array.from({ length: 5 }, () => false),
    ])
  })

  it('wait for what arrives late', async () => {
    const dump = sandbox(before, before, after)
    const result = await toHaveTask(dump, 'CloudScale', /follow up/i, { intervalMs: 1 })
    expect(result.pass).toBe(true)
  })

  it('wait with `not` for what goes away', async () => {
    const dump = sandbox(after, after, before)
    const result = await toHaveTask(dump, 'CloudScale', 'Follow up', { intervalMs: 1, not: true })
    expect(result.pass).toBe(false)
  })

  it('give up when the time is over, after a last look', async () => {
    const started = performance.now()
    const result = await toHaveLead(sandbox(before), 'DataFlow', { timeoutMs: 30, intervalMs: 20 })
    expect(result.pass).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('give up when aborted', async () => {
    const signal = AbortSignal.abort(new Error('the test is over'))
    await expect(toHaveLead(sandbox(before), 'DataFlow', { signal })).rejects.toThrow(
      'the test is over',
    )
  })

  it('pass on what reading the sandbox throws', async () => {
    await expect(toHaveLead(broken, 'DataFlow', now)).rejects.toThrow('the lease is over')
  })

  it('explain what is there instead', async () => {
    const expected = { description: /follow up/i, completed: false }
    const { message } = await toHaveTask(sandbox(after), 'CloudScale', expected, now)
    expect(message()).toMatchInlineSnapshot(`
      "Expected the sandbox to have a lead "CloudScale" with a task { description: /follow up/i, completed: false }:

      lead "CloudScale"
        ~ task "Follow up" › completed: expected false, got true"
    `)
  })

  it('name the lead that was probably meant', async () => {
    const { message } = await toHaveTask(sandbox(before), 'CloudScael', 'Call Sarah', now)
    expect(message()).toContain("there is no lead 'CloudScael'; did you mean 'CloudScale'?")
  })

  it('explain what should not be there', async () => {
    const { message } = await toHaveLead(sandbox(before), 'CloudScale', { ...now, not: true })
    expect(message()).toBe('Expected the sandbox not to have a lead "CloudScale", but it does.')
  })
})

describe('toBeUnchanged', () => {
  it('finds anything that is more, less or other than before', async () => {
    expect(await toBeUnchanged(sandbox(before), before, now)).toMatchObject({ pass: true })
    const { pass, message } = await toBeUnchanged(sandbox(after), before, now)
    expect(pass).toBe(false)
    expect(message()).toContain('+ task "Follow up" is unexpected')
  })
})
