import { SandpitError } from '@sandpit/client/errors'
import { nearMiss } from '@sandpit/client/near-miss'
import { showName } from '@sandpit/client/show-text'
import type { TestType } from '@playwright/test'
import { calledByUser } from './called-by-user.ts'

/**
 * Makes `test.use` refuse what is nearly the name of one of the test's options. Playwright takes any
 * name, so that a seed under a misspelt one would leave the sandbox empty. What other names there
 * are, only Playwright knows: those are its own to judge.
 *
 * @param names the options of the test that are ours, and its fixtures
 */
export function refusingMisspelt<Args extends object, Worker extends object>(
  test: TestType<Args, Worker>,
  names: readonly string[],
): TestType<Args, Worker> {
  const use = test.use.bind(test)
  const extend = test.extend.bind(test)
  type Options = Parameters<typeof use>[0]
  return Object.assign(test, {
    use: (options: Options) => {
      for (const name of Object.keys(options)) refuseMisspelt(name, names)
      calledByUser(() => use(options))
    },
    extend: (fixtures: object) =>
      refusingMisspelt(
        calledByUser(() => extend(fixtures as never)),
        [...names, ...Object.keys(fixtures)],
      ),
  })
}

function refuseMisspelt(name: string, names: readonly string[]): void {
  const meant = names.includes(name) ? undefined : nearMiss(name, names)
  if (meant === undefined) return
  throw new SandpitError(
    'configuration',
    `test.use: this test has no option ${showName(name)}; did you mean ${showName(meant)}?`,
  )
}
