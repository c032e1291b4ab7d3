import { describe, expect, test } from 'vitest'
import { runnerNames, setUpRunner } from './lib/any-runner.ts'

/** The time of each test: a matcher that looks for longer than that is cut off. */
const timeoutMs = 2500

/** What each test does, and what it has to be told: nothing when it passes. */
const cases: readonly { title: string; body: string; told?: readonly RegExp[] }[] = [
  {
    title: 'forgets to await a matcher that fails',
    body: `expect(close).toHaveLead('Missing')`,
    told: [/toHaveLead\(…\) is not awaited.*Write `await expect\(close\)/s, /Missing/, /HERE/],
  },
  { title: 'comes next, and is innocent', body: `await sleep(300); await close.dump()` },
  {
    title: 'forgets one that holds, and that has ended',
    body: `expect(close).toHaveLead('Acme'); await sleep(200)`,
    told: [/toHaveLead\(…\) is not awaited/, /HERE/],
  },
  {
    title: 'forgets one that fails at once',
    body: `expect(close).toHaveLead('Missing', { timeoutMs: 0 }); await sleep(200)`,
    told: [/toHaveLead\(…\) is not awaited/, /Missing/, /HERE/],
  },
  {
    title: 'forgets to await a function that awaits a matcher',
    body: `const check = async () => { await expect(close).not.toHaveLead('Acme') }; void check()`,
    told: [/expect\(close\)\.not\.toHaveLead\(…\) is not awaited/, /HERE/],
  },
  { title: 'awaits', body: `await expect(close).toHaveLead('Acme')` },
  { title: 'returns', body: `return expect(close).toHaveLead('Acme')` },
  {
    title: 'awaits several at once',
    body: `await Promise.all([expect(close).toHaveLead('Acme'), expect(close).not.toHaveLead('B')])`,
  },
  {
    title: 'awaits later',
    body: `const later = expect(close).toHaveLead('Acme'); await close.dump(); await later`,
  },
  {
    title: 'catches what it expects to fail',
    body: `const error = await expect(close).toHaveLead('B', { timeout: 0 }).catch((it) => it); expect(error.message).toContain('B')`,
  },
  {
    title: 'fails',
    body: `await expect(close).toHaveLead('Missing', { timeoutMs: 0 })`,
    told: [/Missing/, /HERE/],
  },
  {
    title: 'runs out of time while a matcher looks',
    body: `await expect(close).toHaveLead('Missing', { timeoutMs: 5000 })`,
    told: [/Missing/, /HERE/],
  },
  { title: 'comes after it, and is innocent', body: `await close.dump()` },
  {
    title: 'forgets to await a change of the sandbox',
    body: `close.add(closeData().lead('Late'))`,
    told: [/close\.add\(…\) is not awaited.*Write `await close\.add/s, /HERE/],
  },
  {
    title: 'forgets one that is refused',
    body: `close.add({ leads: [{ nmae: 'Late' }] }); await sleep(100)`,
    told: [/close\.add\(…\) is not awaited/, /did you mean 'name'/, /HERE/],
  },
  {
    title: 'keeps its sandbox for the next test',
    body: `globalThis.kept = close`,
  },
  {
    title: 'uses the sandbox of another test',
    body: `await kept.dump()`,
    told: [/belongs to a test that is over: '[^']*keeps its sandbox for the next test'/, /HERE/],
  },
  { title: 'comes last, and is innocent', body: `await sleep(100); await close.dump()` },
]

const file = `
import { closeData } from '@sandpit/close'
import { setTimeout as sleep } from 'node:timers/promises'
useSeed(closeData().lead('Acme'))
${cases.map(({ title, body }) => `test('${title}', async ({ close }) => {\n${body}\n})`).join('\n')}
`

describe('a matcher, and a call to the sandbox', () => {
  // Most of the time they wait.
  test.concurrent.each(runnerNames)(
    'fails the test that called it, with its line, and no other, on %s',
    { timeout: 90_000 },
    async (runnerName) => {
      const { project, file: fileOf, config, test: run } = setUpRunner(runnerName)
      using _ = project
      const text = fileOf(file)
      const folder = project.write('told', { 'a.test.ts': text }, config('{}', 1, timeoutMs))
      const { tests } = await run(folder)
      for (const { title, body, told = [] } of cases) {
        const { passed, errors } = tests.find((one) => one.title === title) ?? { errors: [] }
        const errorText = errors.join('\n')
        expect({ title, passed, errorText }).toMatchObject({ passed: told.length === 0 })
        const line = text.split('\n').indexOf(body) + 1
        for (const { source } of told)
          expect(errorText).toMatch(
            new RegExp(source.replace('HERE', `a\\.test\\.ts:${line}:`), 's'),
          )
      }
      expect(tests).toHaveLength(cases.length)
    },
  )
})
