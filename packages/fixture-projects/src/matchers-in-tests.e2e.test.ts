import { describe, expect, test } from 'vitest'
import { runnerNames, setUpRunner } from './lib/any-runner.ts'

/** The time of each test: a matcher that looks for longer than that is cut off. */
const timeoutMs = 2500

/** What a test does, and what it has to be told: nothing when it passes. */
interface Case {
  readonly title: string
  readonly body: string
  readonly told?: readonly RegExp[]
  /** Tried in tests that share a sandbox too. */
  readonly isOfShared?: boolean
}

const cases: readonly Case[] = [
  {
    title: 'forgets to await a matcher that fails',
    isOfShared: true,
    // What it looks at has come by then, on a busy machine too.
    body: `expect(close).toHaveLead('Missing'); await close.dump(); await close.dump()`,
    told: [/toHaveLead\(…\) is not awaited.*Write `await expect\(close\)/s, /Missing/, /HERE/],
  },
  {
    title: 'comes next, and is innocent',
    isOfShared: true,
    body: `await sleep(300); await close.dump()`,
  },
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
    title: 'asks in the very call how it ends, as waitFor does',
    body: `for (const it of [expect, expect.soft]) { const { promise, resolve, reject } = Promise.withResolvers(); it(close).toHaveLead('Acme').then(resolve, reject); await promise }`,
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
    isOfShared: true,
    body: `await expect(close).toHaveLead('Missing', { timeoutMs: 5000 })`,
    told: [/Missing/, /HERE/],
  },
  { title: 'comes after it, and is innocent', isOfShared: true, body: `await close.dump()` },
  {
    title: 'forgets to await a change of the sandbox',
    isOfShared: true,
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

const imports = `
import { closeData } from '@sandpit/close'
import { setTimeout as sleep } from 'node:timers/promises'
`

interface Kind {
  /** What its tests are declared by, which is the name of their file too. */
  readonly name: string
  readonly declared: string
  readonly cases: typeof cases
}

/** A sandbox for each test, and one for all tests of a file, where each answers for its own. */
const kinds: readonly Kind[] = [
  { name: 'test', declared: `useSeed(closeData().lead('Acme'))`, cases },
  {
    name: 'shared',
    declared: `const shared = test.shared(closeData().lead('Acme'))`,
    cases: cases.filter(({ isOfShared }) => isOfShared),
  },
]

function textOf({ name, declared, cases: own }: Kind): string {
  const tests = own.map(
    ({ title, body }) => `${name}('${name} ${title}', async ({ close }) => {\n${body}\n})`,
  )
  return [imports, declared, ...tests].join('\n')
}

describe('a matcher, and a call to the sandbox', () => {
  // Most of the time they wait.
  test.concurrent.each(runnerNames)(
    'fails the test that called it, with its line, and no other, on %s',
    { timeout: 90_000 },
    async (runnerName) => {
      const { project, file: fileOf, config, test: run } = setUpRunner(runnerName)
      using _ = project
      const files = kinds.map((kind) => [`${kind.name}.test.ts`, fileOf(textOf(kind))] as const)
      const folder = project.write('told', Object.fromEntries(files), config('{}', 2, timeoutMs))
      const { tests } = await run(folder)
      for (const [index, kind] of kinds.entries()) {
        const [fileName, text] = files[index] ?? ['', '']
        for (const { title, body, told = [] } of kind.cases) {
          const its = tests.find((one) => one.title === `${kind.name} ${title}`)
          const { passed, errors } = its ?? { errors: [] }
          const errorText = errors.join('\n')
          expect({ fileName, title, passed, errorText }).toMatchObject({
            passed: told.length === 0,
          })
          const place = `${fileName}:${text.split('\n').indexOf(body) + 1}:`
          for (const { source } of told)
            expect(errorText).toMatch(new RegExp(source.replace('HERE', place), 's'))
        }
      }
      expect(tests).toHaveLength(kinds.flatMap((kind) => kind.cases).length)
    },
  )
})
