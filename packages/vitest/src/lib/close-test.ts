import type { CloseSeed, LeadNameOf } from '@sandpit/close'
import { MatcherWatch } from '@sandpit/close/matchers'
import { CloseSandbox, sendableSeed } from '@sandpit/close/sandbox'
import { leaseLink, type Link } from '@sandpit/lease/link'
import { test as base, type TestAPI } from 'vitest'
import { holdBeforeTests, linkForFile } from './leases.ts'
import { outcomeOf, withLease } from './test-lease.ts'
import { type PropertyTest, testProp } from './test-prop.ts'
import { matcherTimeoutMs } from './worker-link.ts'

export interface CloseFixtures {
  /** What the sandbox holds when a test starts; set it with `test.override('seed', ...)`. */
  seed: CloseSeed
  /**
   * The test changes nothing in its sandbox, so that the next with the same seed needs no reset. A
   * test that does, as far as a dump shows it, fails. Default false; set it with
   * `test.override('readOnly', true)`.
   */
  readOnly: boolean
  /** A Close sandbox that only this test has. */
  close: CloseSandbox
}

/** The fixtures of a test whose seed the compiler knows. */
export interface SeededFixtures<Seed extends CloseSeed> {
  seed: CloseSeed
  readOnly: boolean
  close: CloseSandbox<LeadNameOf<Seed>>
}

/** Vitest's `test` with the fixtures `close` and `seed`, and properties. */
export interface CloseTest extends TestAPI<CloseFixtures> {
  /**
   * Declares a property of the code under test: it runs for many seeds, each in the sandbox anew,
   * and a failure is shrunk to the smallest seed that fails.
   *
   * @example
   * ```ts
   * import { expect, test } from '@sandpit/vitest/close'
   * import { closeData } from '@sandpit/close'
   * import fc from 'fast-check'
   *
   * const anyLead = fc.string({ minLength: 1 }).map((name) => closeData().lead(name))
   *
   * test.prop([anyLead])('keeps every lead', async ([seed], { close }) => {
   *   await expect(close).toMatchCloseData(seed)
   * })
   * ```
   */
  readonly prop: PropertyTest<CloseFixtures>
  /**
   * A test whose sandbox starts with a seed, and whose `close.lead()` knows the names in it.
   *
   * @example
   * ```ts
   * import { closeData } from '@sandpit/close'
   * import { expect, test as base } from '@sandpit/vitest/close'
   *
   * const test = base.seeded(closeData().lead('CloudScale', { status: 'Potential' }))
   *
   * test('knows its leads', async ({ close }) => {
   *   expect(await close.lead('CloudScale')).toMatchObject({ status: 'Potential' })
   * })
   * ```
   */
  seeded<const Seed extends CloseSeed>(seed: Seed): TestAPI<SeededFixtures<Seed>>
}

/**
 * Vitest's `test` with a Close sandbox for each test that asks for `close`.
 *
 * @example
 * ```ts
 * import { closeData } from '@sandpit/close'
 * import { expect, test } from '@sandpit/vitest/close'
 *
 * test.override('seed', closeData().lead('CloudScale'))
 *
 * test('starts with one lead', async ({ close }) => {
 *   const { leads } = await close.dump()
 *   expect(leads).toHaveLength(1)
 * })
 * ```
 */
export const test: CloseTest = withProp(
  base.extend<{ $file: { sandpit: Link }; $test: CloseFixtures }>({
    sandpit: linkForFile,
    seed: {},
    readOnly: false,
    close: async ({ sandpit, seed, readOnly, signal, task, onTestFinished, onTestFailed }, use) => {
      const data = await sendableSeed(seed)
      const request = { server: 'close', seed: data, readOnly }
      const context = { signal, task, onTestFinished, onTestFailed }
      const watch = new MatcherWatch({ timeoutMs: matcherTimeoutMs() })
      await withLease(sandpit, request, context, async (lease) => {
        await use(watch.follow(new CloseSandbox(leaseLink(sandpit, lease), data, watch.limits)))
        return watch.end(outcomeOf(context))
      })
    },
  }),
)

holdBeforeTests(['close'])

function withProp(plain: TestAPI<CloseFixtures>): CloseTest {
  const seeded = <Seed extends CloseSeed>(seed: Seed): TestAPI<SeededFixtures<Seed>> =>
    plain.extend<{ seed: CloseSeed }>({ seed: async ({}, use) => use(seed) })
  return Object.assign(plain, { prop: testProp(plain), seeded })
}
