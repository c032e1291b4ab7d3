import type { CloseSeed } from '@sandpit/close'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import { type Link, namedOption } from '@sandpit/lease/link'
import { test as base, type TestAPI, type TestContext } from 'vitest'
import { useClose } from './close-test.ts'
import { refusingUnknown } from './known-fixtures.ts'
import { linkForFile } from './leases.ts'

/** What tests of several Close sandboxes get: one under each name. */
export type ClosesFixtures<Names extends string> = {
  [Name in Names]: CloseSandbox
} & {
  /** What each holds when a test starts, by its name; set it with `test.override('seeds', ...)`. */
  seeds: { readonly [Name in Names]?: CloseSeed }
}

/**
 * Vitest's `test` with several Close sandboxes, for what moves data from one CRM to another.
 *
 * A run takes one sandbox for each worker, unless it is on the embedded emulator: set `ceiling` to
 * as many times that as there are names.
 *
 * @example
 * ```ts
 * import { closeData } from '@sandpit/close'
 * import { closeSandboxes, expect } from '@sandpit/vitest/close'
 *
 * const test = closeSandboxes('source', 'target')
 *
 * test.override('seeds', { source: closeData().lead('Acme') })
 *
 * test('the sync copies every lead', async ({ source, target }) => {
 *   await target.add(await source.dump())
 *   await expect(target).toHaveLead('Acme')
 * })
 * ```
 */
export function closeSandboxes<Names extends string>(
  ...names: readonly Names[]
): TestAPI<ClosesFixtures<Names>> {
  const fixtures: Record<string, unknown> = {
    sandpit: linkForFile,
    seeds: {},
    ...Object.fromEntries(names.map((name) => [name, closeNamed(name, names)])),
  }
  // The names are only known to the caller.
  const extended = base.extend(fixtures as Parameters<typeof base.extend>[0])
  const test: unknown = refusingUnknown(extended, ['seeds', ...names])
  return test as TestAPI<ClosesFixtures<Names>>
}

interface ClosesContext extends TestContext {
  readonly sandpit: Link
  readonly seeds: Readonly<Record<string, CloseSeed>>
}

function closeNamed(name: string, names: readonly string[]) {
  return async (
    { sandpit, seeds, signal, task, onTestFinished, onTestFailed, annotate }: ClosesContext,
    use: (close: CloseSandbox) => Promise<void>,
  ): Promise<void> => {
    const options = {
      seed: namedOption('seeds', seeds, name, names) ?? {},
      readOnly: false,
      faults: [],
    }
    await useClose(sandpit, options, { signal, task, onTestFinished, onTestFailed, annotate }, use)
  }
}
