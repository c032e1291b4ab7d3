import type { Difference } from '@sandpit/systems/compare'
import type { DataFormat } from '@sandpit/systems/format'
import { showExpected } from '../compare/show-expected.ts'
import type { Matchable } from '../sandbox/matchable.ts'
import type { MatcherOptions, MatcherResult } from './close-matchers.ts'
import { lookedText } from './looked-text.ts'
import { type Polled, pollState } from './poll-state.ts'

/**
 * Waits until the sandbox holds everything the expectation mentions; there may be more.
 *
 * @example
 * ```ts
 * import { toMatchData } from '@sandpit/close/compare'
 * import type { Matchable } from '@sandpit/close/sandbox'
 *
 * export async function expectIt(sandbox: Matchable): Promise<void> {
 *   const { pass, message } = await toMatchData(sandbox, { projects: [{ key: 'APP' }] })
 *   if (!pass) throw new Error(message())
 * }
 * ```
 */
export async function toMatchData(
  sandbox: Matchable,
  expected: unknown,
  options: MatcherOptions = {},
): Promise<MatcherResult> {
  const format = await sandbox.format()
  return match(sandbox, { name: 'toMatchData', shown: 'expected' }, options, (actual) => {
    const wrong = format.diff(expected, actual, 'partial')
    return { pass: wrong.length === 0, explain: () => told(format, wrong, 'all that is expected') }
  })
}

/**
 * Waits until the sandbox holds what it was filled with, and nothing else.
 *
 * @example
 * ```ts
 * import { toBeUnchangedData } from '@sandpit/close/compare'
 * import type { Matchable } from '@sandpit/close/sandbox'
 *
 * export async function expectIt(sandbox: Matchable): Promise<void> {
 *   const { pass, message } = await toBeUnchangedData(sandbox, { timeoutMs: 500 })
 *   if (!pass) throw new Error(message())
 * }
 * ```
 */
export async function toBeUnchangedData(
  sandbox: Matchable,
  options: MatcherOptions = {},
): Promise<MatcherResult> {
  const format = await sandbox.format()
  return match(sandbox, { name: 'toBeUnchanged', shown: '' }, options, (actual) => {
    const wrong = format.diff(sandbox.seed, actual, 'seeded')
    const held = 'what it was seeded with, and nothing else'
    return { pass: wrong.length === 0, explain: () => told(format, wrong, held) }
  })
}

/**
 * Waits until a list of this name, wherever it is in the data, has such a part.
 *
 * @example
 * ```ts
 * import { toHave } from '@sandpit/close/compare'
 * import type { Matchable } from '@sandpit/close/sandbox'
 *
 * export async function expectIt(sandbox: Matchable): Promise<void> {
 *   const { pass, message } = await toHave(sandbox, 'issues', { summary: /login/ })
 *   if (!pass) throw new Error(message())
 * }
 * ```
 */
export async function toHave(
  sandbox: Matchable,
  list: string,
  part: unknown,
  options: MatcherOptions = {},
): Promise<MatcherResult> {
  const format = await sandbox.format()
  const shown = `${showExpected(list)}, ${showExpected(part)}`
  return match(sandbox, { name: 'toHave', shown }, options, (actual) => {
    const { isFound, count, nearest } = format.seek(list, part, actual)
    const explain = (): string => {
      if (isFound) return `one of the sandbox's ${list} matches`
      if (count === 0) return `the sandbox has no ${list}`
      const which = count === 1 ? 'the one that is there' : `the nearest of ${count}`
      return `none of the sandbox's ${list} matches; ${which}:\n${format.show(nearest)}`
    }
    return { pass: isFound, explain }
  })
}

interface Judged {
  readonly pass: boolean
  readonly explain: () => string
}

/** The first line is like those of the runners' own matchers, which reports go by. */
async function match(
  sandbox: Matchable,
  { name, shown }: { readonly name: string; readonly shown: string },
  options: MatcherOptions,
  judge: (actual: unknown) => Judged,
): Promise<MatcherResult> {
  const polled: Polled<Judged, unknown> = await pollState(
    () => sandbox.dump() as Promise<object>,
    judge,
    options,
  )
  const { pass, explain } = polled.outcome
  const first = `expect(sandbox).${options.not === true ? 'not.' : ''}${name}(${shown}) failed`
  const message = (): string => [first, '', explain(), ...lookedText(polled)].join('\n')
  return { pass, name, message }
}

function told(format: DataFormat, wrong: readonly Difference[], held: string): string {
  return wrong.length === 0 ? `the sandbox holds ${held}` : format.show(wrong)
}
