import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmulator } from '@sandpit/emulator'
import { hosted, PlaywrightProject } from '@sandpit/fixture-projects'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zipEntries } from './zip-entries.ts'

interface Step {
  readonly title: string
  readonly duration: number
  readonly steps?: readonly Step[]
}

interface Result {
  readonly status: string
  readonly errors: readonly {
    readonly message: string
    readonly location?: { readonly line: number }
  }[]
  readonly steps?: readonly Step[]
  readonly attachments: readonly { readonly name: string; readonly body?: string }[]
}

interface Suite {
  readonly suites?: readonly Suite[]
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly { readonly results: readonly Result[] }[]
  }[]
}

const project = new PlaywrightProject()
afterAll(() => project[Symbol.dispose]())

const config = `
import { defineConfig } from '@playwright/test'
import { sandpit } from '@sandpit/playwright/config'
export default defineConfig(sandpit({
  workers: 1,
  expect: { timeout: 300 },
  use: { trace: 'retain-on-failure' },
  reporter: [['json', { outputFile: 'report.json' }], ['./steps.ts']],
}))
`

/** Playwright's JSON report has only the steps that tests make; a reporter sees those of fixtures too. */
const steps = `
import { writeFileSync } from 'node:fs'
export default class Steps {
  found = {}
  onStepEnd(test, result, step) {
    const titles = []
    for (let each = step; each; each = each.parent) titles.unshift(each.title)
    ;(this.found[test.title] ??= []).push([titles.join(' > '), step.duration, step.location?.line])
  }
  onEnd() {
    writeFileSync('steps.json', JSON.stringify(this.found))
  }
}
`

const tests = `
import { setTimeout } from 'node:timers/promises'
import { closeData, usd } from '@sandpit/close'
import { expect, test } from '@sandpit/playwright/close'

test.use({ seed: closeData().lead('CloudScale', (lead) => lead.opportunity('Renewal', { value: usd(480) })) })

test('passes', async ({ close }) => {
  await close.dump()
  await expect(close).toBeUnchanged()
  const late = setTimeout(100).then(() => close.add(closeData().lead('Late')))
  await expect(close).toHaveLead('Late')
  await expect(close).not.toHaveLead('Nobody')
  await expect(close).toHaveOpportunity('CloudScale', { value: usd(480) })
  await expect(close).toMatchCloseData(closeData().lead('CloudScale'))
  await late
})

test('fails', async ({ close }) => {
  await close.add(closeData().lead('Added', (lead) => lead.task('Call')))
  await fetch(close.mcpUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({
      jsonrpc: '2.0', id: 1, method: 'tools/call',
      params: { name: 'close_search_leads', arguments: { query: 'Nobody' } },
    }),
  })
  await expect(close).toHaveTask('CloudScale', 'Send proposal')
})

test('adds a bad seed', async ({ close }) => {
  await close.add({ leads: [{ nmae: 'x' }] } as never)
})

test('makes a bad fault', async ({ close }) => {
  await close.setFaults([{ tool: 'close_create_lead', kind: 'explode' }] as never)
})

test.describe(() => {
  test.use({ seed: null as never })
  test('has no seed', async ({ close }) => {})
})

test.describe(() => {
  test.use({ seed: { leads: [{ name: 'Bad', opportunities: [{ note: 'x', confidence: 'high' }] }] } as never })
  test('has a bad seed', async ({ close }) => {})
})
`

const latencyMs = { acquire: 1500, reset: 1000 }
/** A step begins when its worker hears that the broker has begun, a little later. */
const stepMs = { acquire: 0.967 * latencyMs.acquire, reset: 0.95 * latencyMs.reset }

const results = new Map<string, Result>()
let stepsOf: Record<string, [string, number, number?][]>
let traced: readonly TracedStep[]

beforeAll(async () => {
  await using emulator = await startEmulator({
    pools: { close: 1 },
    latencyMs,
  })
  const folder = project.write('report', { 'some.test.ts': tests, 'steps.ts': steps }, config)
  await project.run(folder, hosted(emulator))
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
    suites: Suite[]
  }
  for (const suite of report.suites.flatMap((each) => [each, ...(each.suites ?? [])]))
    for (const { title, tests: runs } of suite.specs)
      for (const result of runs[0]?.results ?? []) results.set(title, result)
  const [trace = ''] = globSync(join(folder, 'test-results/*-fails/trace.zip'))
  traced = stepsInTrace(readFileSync(trace))
  stepsOf = JSON.parse(readFileSync(join(folder, 'steps.json'), 'utf8')) as typeof stepsOf
})

const attached = (title: string): Record<string, string> => {
  const { attachments = [] } = results.get(title) ?? {}
  return Object.fromEntries(
    attachments.map(({ name, body = '' }) => [name, Buffer.from(body, 'base64').toString()]),
  )
}

describe('a test that passes', () => {
  test('keeps nothing', () => {
    expect(results.get('passes')?.errors).toEqual([])
    expect(results.get('passes')?.status).toBe('passed')
    expect(attached('passes')).toEqual({})
  })

  test('shows what it waited for as steps, as long as they took', () => {
    const [acquire] = durations('passes', /Acquire sandbox$/)
    expect(acquire).toBeGreaterThanOrEqual(stepMs.acquire)
    expect(durations('passes', /Seed sandbox$/)).toHaveLength(1)
    expect(durations('passes', /Reset sandbox$/)).toEqual([])
    const [reset] = durations('fails', /Reset sandbox$/)
    expect(reset).toBeGreaterThanOrEqual(stepMs.reset)
    expect(durations('fails', /Acquire sandbox$/)).toEqual([])
    expect(durations('fails', /Add to sandbox$/)).toHaveLength(1)
    // Playwright shows a step for each fixture that is not boxed; an option that a file sets is its own.
    expect(durations('passes', /(readOnly|faults|sandpit\w+)"?$/)).toEqual([])
  })
})

describe('a test that fails', () => {
  test('shows what the agent asked for, what changed, seed, state and the calls', () => {
    const evidence = attached('fails')
    expect(Object.keys(evidence).slice(0, 5)).toEqual([
      'Close changes',
      'Agent calls',
      'Close seed',
      'Close state',
      'Close calls',
    ])
    expect(evidence['Agent calls']).toMatch(
      /^ +\d\.\d\d s {2}close_search_leads: answered after \d+ ms\n +arguments: \{"query":"Nobody"\}\n +answer: \{"leads":\[\]/,
    )
    expect(evidence['Close seed']).toBe(
      "closeData().lead('CloudScale', (lead) => lead.opportunity('Renewal', { value: usd(480) }))",
    )
    expect(evidence['Close state']).toContain(
      "lead('Added', (lead) => lead.status('Potential').task('Call', { completed: false }))",
    )
    expect(evidence['Close changes']).toBe(
      '+ lead "Added" is unexpected: { status: "Potential", tasks: ["Call"] }',
    )
    expect(evidence['Close calls']).toMatch(
      /^ +\d\.\d\d s {2}add: \d+ ms\n +\d\.\d\d s {2}dump \(\d+ times\): \d+ ms$/,
    )
  })

  test('has the same steps in its trace, as long as they took', () => {
    const took = new Map(traced.map(({ title, ms }) => [title, ms]))
    expect(took.get('Reset sandbox')).toBeGreaterThanOrEqual(stepMs.reset)
    expect(took.get('Seed sandbox')).toBeGreaterThan(0)
    expect([...took.keys()]).not.toContain('Acquire sandbox')
  })

  test('says which part is missing', () => {
    expect(results.get('fails')?.errors[0]?.message).toMatch(
      /^Error: expect\(close\)\.toHaveTask\("CloudScale", "Send proposal"\) failed\n\nlead "CloudScale" has no tasks\n/,
    )
  })
})

describe('a bad seed', () => {
  test('fails the test that declared it, and says where it is wrong', () => {
    expect(results.get('has a bad seed')?.status).toBe('failed')
    expect(results.get('has a bad seed')?.errors[0]?.message).toMatch(/confidence/)
  })
})

/** In which line of the test file a step is shown. */
function lineIn(title: string, step: RegExp): number | undefined {
  return stepsOf[title]?.find(([path]) => step.test(path))?.[2]
}

/** In which line of the test file a text stands. */
function lineOf(text: string): number {
  return tests.slice(0, tests.indexOf(text)).split('\n').length
}

describe('what is asked for and cannot be', () => {
  test.each([
    ['adds a bad seed', 'close.add({', /leads\[0\].nmae/],
    ['makes a bad fault', 'close.setFaults(', /its kind is 'explode'/],
    ['has no seed', "test('has no seed'", /got null/],
  ])('fails the test that %s, in its line', (title, text, message) => {
    const [error] = results.get(title)?.errors ?? []
    expect(error?.message).toMatch(message)
    expect(error?.location?.line).toBe(lineOf(text))
    expect(error?.message).not.toContain('/dist/')
  })

  test('is a step in the line that asked for it', () => {
    expect(lineIn('adds a bad seed', /Add to sandbox$/)).toBe(lineOf('close.add({'))
    expect(lineIn('makes a bad fault', /Set faults$/)).toBe(lineOf('close.setFaults('))
  })
})

interface TracedStep {
  readonly title: string
  readonly ms: number
}

/** A trace has an entry for the beginning of a step, and one for its end. */
function stepsInTrace(zip: Buffer): readonly TracedStep[] {
  const lines = String(zipEntries(zip).get('test.trace')).trim().split('\n')
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const ends = new Map(entries.map(({ callId, endTime = 0 }) => [callId, Number(endTime)]))
  return entries
    .filter(({ type }) => type === 'before')
    .map(({ callId, title, startTime }) => ({
      title: String(title),
      ms: (ends.get(callId) ?? 0) - Number(startTime),
    }))
}

function durations(title: string, step: RegExp): readonly number[] {
  return (stepsOf[title] ?? []).filter(([name]) => step.test(name)).map(([, duration]) => duration)
}
