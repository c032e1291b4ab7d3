import { describe, expect, it, vi } from 'vitest'
import { showExpected } from '../compare/show-expected.ts'
import type { CloseData } from '../data/close-data.ts'
import { closeData, type CloseSeed, toCloseData } from '../data/close-data-builder.ts'
import {
  type MatcherResult,
  toBeUnchanged,
  toHaveContact,
  toHaveLead,
  toHaveOpportunity,
  toHaveTask,
  toMatchCloseData,
} from './close-matchers.ts'
import { mediumCloseData } from '../generate/presets.ts'
import { sampleCloseData } from '../data/sample-close-data.ts'
import { MatcherTime } from '../sandbox/matcher-time.ts'

const now = { timeoutMs: 0 }

/** A sandbox that holds one seed after the other, the last one for good. */
function sandbox(...states: CloseSeed[]) {
  let looks = 0
  return async () => toCloseData(states[Math.min(looks++, states.length - 1)] ?? {})
}

const empty = async () => ({ leads: [] })
const silent = () => new Promise<never>(() => {})
const withAda = (name: string) =>
  closeData().lead(name, (lead) => lead.contact('Ada').task('Call Ada'))
const messageOf = async (result: Promise<MatcherResult>) => (await result).message()
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

  it('accept the time under the name that runners have for it', async () => {
    const dump = vi.fn<() => Promise<CloseData>>(sandbox(before))
    await toHaveLead(dump, 'DataFlow', { timeout: 0 })
    expect(dump).toHaveBeenCalledOnce()
  })

  it('take null for nothing said, where the service fills the field in', async () => {
    const seed = {
      leads: [{ name: 'Acme', status: null, tasks: [{ description: 'Call', completed: null }] }],
    }
    const dump = sandbox({
      leads: [
        { name: 'Acme', status: 'Potential', tasks: [{ description: 'Call', completed: false }] },
      ],
    })
    expect(await toMatchCloseData(dump, seed, now)).toMatchObject({ pass: true })
    expect(await toBeUnchanged(dump, seed, now)).toMatchObject({ pass: true })
  })
})

describe('the time of a test', () => {
  it('ends a matcher a little earlier, with what was seen', async () => {
    const end = performance.now() + 300
    const time = new MatcherTime({ timeLeftMs: () => end - performance.now() })
    const { pass, message } = await toHaveLead(empty, 'Acme', { timeoutMs: 10_000, time })
    expect(performance.now()).toBeLessThan(end)
    expect(pass).toBe(false)
    expect(message()).toMatch(
      /^expect\(close\)\.toHaveLead\("Acme"\) failed\n\nthe sandbox has no leads\n\nlooked \d+ times in \d+ ms, until the test ended$/,
    )
  })

  it('ends one whose sandbox is slow to answer, with what was seen before', async () => {
    const time = new MatcherTime({ timeLeftMs: () => 150 })
    let looks = 0
    const slow = () => (looks++ === 0 ? empty() : new Promise<never>(() => {}))
    const { message } = await toHaveLead(slow, 'Acme', { time, intervalMs: 1 })
    expect(message()).toContain('the sandbox has no leads')
    await expect(toHaveLead(silent, 'Acme', { time })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining("The test's time was over before the sandbox said"),
    })
  })

  it('leaves a look to those that come when it is over', async () => {
    const time = new MatcherTime({ timeLeftMs: () => 0 })
    expect(await toHaveLead(sandbox(before), 'CloudScale', { time })).toMatchObject({ pass: true })
    expect(await toHaveLead(sandbox(before), 'DataFlow', { time })).toMatchObject({ pass: false })
  })

  it('has a default of its own', async () => {
    const dump = vi.fn<() => Promise<CloseData>>(empty)
    await toHaveLead(dump, 'Acme', { time: new MatcherTime({ timeoutMs: 0 }) })
    expect(dump).toHaveBeenCalledOnce()
  })
})

describe('the message', () => {
  it.each([
    ['whole', { description: /follow-up/i, completed: false }],
    ['by its name', { description: /follow-up/i }],
  ])('shows the part that comes nearest, given %s', async (_, wanted) => {
    const dump = sandbox(
      closeData().lead('CloudScale', (lead) =>
        lead
          .task('Send proposal')
          .task('Follow up with Ada about the proposal', { date: '2026-01-02', completed: false }),
      ),
    )
    const [first, , heading, nearest] = (
      await messageOf(toHaveTask(dump, 'CloudScale', wanted, now))
    ).split('\n')
    expect(first).toBe(`expect(close).toHaveTask("CloudScale", ${showExpected(wanted)}) failed`)
    expect(heading).toBe('lead "CloudScale" has 2 tasks, the nearest first:')
    expect(nearest).toBe(
      '  ~ task "Follow up with Ada about the proposal" › description: expected /follow-up/i, got "Follow up with Ada about the proposal"',
    )
  })

  it('shows those of the right name alone, where there are some', async () => {
    const expected = { description: /follow up/i, completed: false }
    expect(await messageOf(toHaveTask(sandbox(after), 'CloudScale', expected, now)))
      .toMatchInlineSnapshot(`
      "expect(close).toHaveTask("CloudScale", { description: /follow up/i, completed: false }) failed

      lead "CloudScale" has 2 tasks, the nearest first:
        ~ task "Follow up" › completed: expected false, got true
        and 1 more"
    `)
  })

  it('says which name was probably meant, of every kind of part', async () => {
    const dump = sandbox(after)
    const messages = await Promise.all([
      messageOf(toHaveTask(dump, 'CloudScael', 'Call Sarah', now)),
      messageOf(toHaveTask(dump, 'CloudScale', 'Cal Sarah', now)),
      messageOf(toHaveContact(dump, 'CloudScale', 'Sara', now)),
      messageOf(toHaveOpportunity(dump, 'CloudScale', 'Renewel', now)),
      messageOf(toHaveOpportunity(dump, 'CloudScale', 'A new deal', now)),
      messageOf(
        toHaveContact(sandbox({ leads: [{ name: 'CloudScale' }] }), 'CloudScale', 'Sarah', now),
      ),
    ])
    expect(messages.map((message) => message.split('\n').at(-1))).toMatchInlineSnapshot(`
      [
        "in the sandbox there is no lead 'CloudScael'; did you mean 'CloudScale'?",
        "in lead "CloudScale" there is no task 'Cal Sarah'; did you mean 'Call Sarah'?",
        "in lead "CloudScale" there is no contact 'Sara'; did you mean 'Sarah'?",
        "in lead "CloudScale" there is no opportunity 'Renewel'; did you mean 'Renewal'?",
        "in lead "CloudScale" there is no opportunity 'A new deal'; there is 'Renewal'",
        "lead "CloudScale" has no contacts",
      ]
    `)
  })

  it('says what a matcher of the runner holds', async () => {
    const lead = { name: expect.stringContaining('Initech'), status: expect.any(Number) }
    const message = await messageOf(toHaveLead(sandbox(before), lead, now))
    expect(message).toContain('name: expected StringContaining "Initech", got "CloudScale"')
    expect(message).toContain('status: expected Any<Number>, got nothing')
  })

  it('says what about a lead differs', async () => {
    const wanted = { name: 'CloudScale', status: 'Qualified' }
    const dump = sandbox({ leads: [{ name: 'CloudScale', status: 'Potential' }, { name: 'Acme' }] })
    expect(await messageOf(toHaveLead(dump, wanted, now))).toContain(
      '~ lead "CloudScale" › status: expected "Qualified", got "Potential"',
    )
  })

  it('names what should not be there', async () => {
    const not = { ...now, not: true }
    const messages = await Promise.all([
      messageOf(toHaveLead(sandbox(before), /cloud/i, not)),
      messageOf(toHaveTask(sandbox(after), 'CloudScale', /./, not)),
      messageOf(toMatchCloseData(sandbox(before), before, not)),
      messageOf(toBeUnchanged(sandbox(before), before, not)),
    ])
    expect(messages.join('\n\n')).toMatchInlineSnapshot(`
      "expect(close).not.toHaveLead(/cloud/i) failed

      the sandbox has lead "CloudScale": { contacts: ["Sarah"], tasks: ["Call Sarah"] }

      expect(close).not.toHaveTask("CloudScale", /./) failed

      lead "CloudScale" has task "Call Sarah"
      lead "CloudScale" has task "Follow up": { completed: true }

      expect(close).not.toMatchCloseData(expected) failed

      the sandbox holds all that is expected

      expect(close).not.toBeUnchanged() failed

      the sandbox holds what it was seeded with, and nothing else"
    `)
  })

  it('is short for a hundred leads, and pairs no strangers', async () => {
    const message = await messageOf(
      toMatchCloseData(
        sandbox({ leads: [{ name: 'Z', status: 'Potential' }] }),
        mediumCloseData(),
        now,
      ),
    )
    expect(message).not.toContain('got "Z"')
    expect(message).toContain('\n\n100 leads are missing:\n')
    expect(message).toMatch(/\nand 90 more$/)
    expect(message.split('\n')).toHaveLength(14)
  })

  it('takes a lead that was renamed for one change', async () => {
    const message = await messageOf(
      toBeUnchanged(sandbox(withAda('CloudScale Inc')), withAda('CloudScale'), now),
    )
    expect(message.split('\n').slice(2)).toEqual([
      'lead "CloudScale Inc"',
      '  ~ name: expected "CloudScale", got "CloudScale Inc"',
    ])
  })
})

describe('a matcher with `not`, of a lead that is not there', () => {
  const not = { ...now, not: true }

  it('fails where the name is nearly that of one that is', async () => {
    const result = await toHaveTask(sandbox(before), 'CloudScael', 'Call Sarah', not)
    expect(result.pass).toBe(true)
    expect(result.message()).toBe(
      'expect(close).not.toHaveTask("CloudScael", "Call Sarah") failed\n\nin the sandbox there is no lead \'CloudScael\'; did you mean \'CloudScale\'?',
    )
  })

  it.each([
    ['the name is that of no other', 'Initech', {}],
    ['the lead was there when the test began', 'CloudScael', { leads: [{ name: 'CloudScael' }] }],
    ['a pattern says which', /^CloudScael$/, {}],
  ])('holds where %s', async (_, lead, seed) => {
    const result = await toHaveTask(sandbox(before), lead, 'Call Sarah', { ...not, seed })
    expect(result.pass).toBe(false)
  })

  it('holds for a lead itself', async () => {
    expect(await toHaveLead(sandbox(before), 'CloudScael', not)).toMatchObject({ pass: false })
  })
})

describe('what a matcher does not know', () => {
  it.each<[string, unknown]>([
    [
      "a task has no 'text'; its keys are description, date, completed, assignee_id",
      { text: /call/i },
    ],
    ["a task has no 'complete'; did you mean completed?", { complete: true }],
    ['a task is given by name, by pattern or as an object, not 5', 5],
    ['a task is given by name, by pattern or as an object, not null', null],
  ])('is refused: %s', async (message, task) => {
    const call = toHaveTask(sandbox(before), 'CloudScale', task as string, { ...now, not: true })
    await expect(call).rejects.toThrow(message)
  })

  it.each<[string, unknown]>([
    ["a contact has no 'nmae'; did you mean name?", { contacts: [{ nmae: 'Sarah' }] }],
    ["an email has no 'emial'; did you mean email?", { contacts: [{ emails: [{ emial: 'x' }] }] }],
    ['the tasks of a lead are a list, not an object', { tasks: { description: 'Call' } }],
    [
      'the tasks of a lead are a list, not an ArrayContaining',
      { tasks: expect.arrayContaining([]) },
    ],
    ['the tasks of a lead are a list, not a function', { tasks: () => true }],
    ['a task is given by name, by pattern or as an object, not "Call"', { tasks: ['Call'] }],
    ['the name of a lead is undefined; leave it out if it may be anything', { name: undefined }],
    ['the email of an email is undefined', { contacts: [{ emails: [{ email: undefined }] }] }],
    ['the name of a lead is a text, or a pattern for it, not 42', { name: 42 }],
    ['the name of a lead is a text, or a pattern for it, not a list', { name: ['CloudScale'] }],
    [
      'the name of a lead is a text, or a pattern for it, not ObjectContaining',
      expect.objectContaining({ name: 'CloudScale' }),
    ],
    [
      'the date of a task is a text, or a pattern for it, not a Date',
      { tasks: [{ date: new Date() }] },
    ],
    ['the completed of a task is true or false, not "false"', { tasks: [{ completed: 'false' }] }],
    ['the completed of a task is true or false, not a RegExp', { tasks: [{ completed: /f/ }] }],
    [
      'the value of an opportunity is a number, not NaN',
      { opportunities: [{ value: Number.NaN }] },
    ],
    ["a lead has no 'constructor'; its keys are", JSON.parse('{ "constructor": 1 }')],
  ])('is refused wherever it stands: %s', async (message, lead) => {
    const not = { ...now, not: true }
    await expect(toHaveLead(sandbox(before), lead as string, not)).rejects.toThrow(message)
  })

  it.each<[string, unknown]>([
    ["close data has no 'laeds'; did you mean leads?", { laeds: [] }],
    ["a lead has no 'nmae'; did you mean name?", { leads: [{ nmae: 'CloudScale' }] }],
    ['the leads of close data are a list, not an object', { leads: { name: 'CloudScale' } }],
    ['the leads of close data are undefined', { leads: undefined }],
    ['close data is an object such as { leads: [] }, not a list', [{ name: 'CloudScale' }]],
    ['close data is an object such as { leads: [] }, not nothing', undefined],
  ])('is refused of the whole sandbox: %s', async (message, expected) => {
    const call = toMatchCloseData(sandbox(before), expected as object, { ...now, not: true })
    await expect(call).rejects.toThrow(message)
  })

  it('may be another key of an address, which the contract lets carry any', async () => {
    const lead = { contacts: [{ emails: [{ label: 'work' }] }] }
    expect(await toHaveLead(sandbox(before), lead, { ...now, not: true })).toMatchObject({
      pass: false,
    })
  })

  it('may be a value that a builder was given none for', async () => {
    const seed = closeData().lead('CloudScale', { status: undefined })
    expect(await toMatchCloseData(sandbox(before), seed, now)).toMatchObject({ pass: true })
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
