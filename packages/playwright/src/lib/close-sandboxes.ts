import { test as base, type TestInfo } from '@playwright/test'
import type { CloseSeed } from '@sandpit/close'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import { namedOption } from '@sandpit/lease/link'
import { useClose } from './close-test.ts'
import { refusingMisspelt } from './known-options.ts'
import { linkFixtures, type LinkWorkerFixtures } from './link-fixtures.ts'
import type { SandboxTest } from './sandbox-test.ts'

/** What tests of several Close sandboxes get, all in each test that names one: one under each name. */
export type ClosesFixtures<Names extends string> = {
  [Name in Names]: CloseSandbox
} & {
  /** What each holds when a test starts, by its name; set it with `test.use({ seeds })`. */
  seeds: { readonly [Name in Names]?: CloseSeed }
}

/**
 * Playwright's `test` with several Close sandboxes, for what moves data from one CRM to another.
 *
 * A run takes one sandbox for each worker, unless it is on the embedded emulator: set `ceiling` to
 * as many times that as there are names.
 *
 * @example
 * ```ts
 * import { closeData } from '@sandpit/close'
 * import { closeSandboxes, expect } from '@sandpit/playwright/close'
 *
 * const test = closeSandboxes('source', 'target')
 *
 * test.use({ seeds: { source: closeData().lead('Acme') } })
 *
 * test('the sync copies every lead', async ({ source, target }) => {
 *   await target.add(await source.dump())
 *   await expect(target).toHaveLead('Acme')
 * })
 * ```
 */
export function closeSandboxes<Names extends string>(
  ...names: readonly Names[]
): SandboxTest<ClosesFixtures<Names>> {
  const fixtures: Record<string, unknown> = {
    ...linkFixtures,
    seeds: [{}, { option: true, box: true }],
    sandpitCloses: [allOf(names), { timeout: 0, title: 'Close sandboxes' }],
    ...Object.fromEntries(names.map((name) => [name, oneOf(name)])),
  }
  // The names are only known to the caller.
  const test: unknown = refusingMisspelt(base.extend(fixtures), ['seeds', 'sandboxes', ...names])
  return test as SandboxTest<ClosesFixtures<Names>>
}

type Closes = Readonly<Record<string, CloseSandbox>>

interface ClosesContext extends LinkWorkerFixtures {
  readonly seeds: Readonly<Record<string, CloseSeed>>
}

/** One after the other: whoever has the first does not wait for another without end. */
function allOf(names: readonly string[]) {
  return (
    { sandpitLink, sandpitCalls, sandpitShared, seeds }: ClosesContext,
    use: (closes: Closes) => Promise<void>,
    testInfo: TestInfo,
  ): Promise<void> => {
    const take = (index: number, taken: Closes): Promise<void> => {
      const name = names[index]
      if (name === undefined) return use(taken)
      const seed = namedOption('seeds', seeds, name, names) ?? {}
      const options = { seed, readOnly: false, faults: [] }
      const fixtures = { sandpitLink, sandpitCalls, sandpitShared, ...options }
      const takeNext = (close: CloseSandbox): Promise<void> =>
        take(index + 1, { ...taken, [name]: close })
      return useClose(fixtures, takeNext, testInfo, index > 0)
    }
    return take(0, {})
  }
}

function oneOf(name: string) {
  return [
    (
      { sandpitCloses }: { readonly sandpitCloses: Closes },
      use: (close: CloseSandbox | undefined) => Promise<void>,
    ): Promise<void> => use(sandpitCloses[name]),
    { box: true },
  ]
}
