import type { CloseSeed, LeadNameOf } from '@sandpit/close'
import { MatcherWatch } from '@sandpit/close/matchers'
import {
  type CloseFault,
  CloseSandbox,
  type CloseTools,
  sendableFaults,
  sendableSeed,
} from '@sandpit/close/sandbox'
import { type KeptAddress, type LeasedSandbox, leaseLink, type Link } from '@sandpit/lease/link'
import { test as base, type TestAPI, type TestContext } from 'vitest'
import { holdBeforeTests, linkForFile } from './leases.ts'
import { type LeaseContext, outcomeOf, overlook, withLease } from './lease/test-lease.ts'
import { refusingUnknown } from './known-fixtures.ts'
import { type SharedFixtures, sharedTest } from './shared-test.ts'
import { type PropertyTest, testProp } from './test-prop.ts'
import type { McpTools } from '@sandpit/lease/mcp'
import { matcherTimeoutMs } from './worker-link.ts'

/** What a test gets besides what its runner gives it. */
export interface CloseFixtures {
  /** What the sandbox holds when a test starts; set it with `test.override('seed', ...)`. */
  seed: CloseSeed
  /**
   * The test changes nothing in its sandbox, so that the next with the same seed needs no reset. A
   * test that does, as far as a dump shows it, fails. Default false; set it with
   * `test.override('readOnly', true)`.
   */
  readOnly: boolean
  /**
   * Which calls of the sandbox's tools go wrong, and how, from the start of a test on. Default none;
   * set it with `test.override('faults', [...])`, or with `close.setFaults()` while a test runs.
   */
  faults: readonly CloseFault[]
  /** A Close sandbox that only this test has. */
  close: CloseSandbox
  /** The tools of the sandbox's MCP server; connects in tests that ask for it. */
  mcp: McpTools<CloseTools>
  /**
   * An address for an application that reads its CRM's address once: it leads to the sandbox of the
   * test that runs, and nowhere between two tests. It lasts as long as the file.
   */
  closeAddress: KeptAddress
}

/** The fixtures of a test whose seed the compiler knows. */
export type SeededFixtures<Seed extends CloseSeed, Fixtures = CloseFixtures> = Omit<
  Fixtures,
  'close'
> & { close: CloseSandbox<LeadNameOf<Seed>> }

/** What a test with the fixture `close` has besides what Vitest gives it. */
export interface CloseTestExtras<Fixtures> {
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
  readonly prop: PropertyTest<Fixtures>
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
  seeded<const Seed extends CloseSeed>(seed: Seed): CloseTest<SeededFixtures<Seed, Fixtures>>
  /**
   * A test whose sandbox is one for all tests of the file that are made with it, and for their
   * `beforeAll` and `afterAll`: for steps that go on from each other. It is leased for the first that
   * asks, with the seed, and given back at the end of the file. Vitest wants it made at the top of
   * the file; the tests may be in a describe block.
   *
   * @example
   * ```ts
   * import { closeData } from '@sandpit/close'
   * import { expect, test as base } from '@sandpit/vitest/close'
   *
   * const test = base.shared(closeData().lead('CloudScale'))
   *
   * test.beforeAll(async ({ close }) => {
   *   await close.add(closeData().lead('DataFlow'))
   * })
   * test('goes on from there', async ({ close }) => {
   *   await expect(close).toHaveLead({ name: 'DataFlow' })
   * })
   * ```
   */
  shared<const Seed extends CloseSeed>(seed?: Seed): TestAPI<SharedFixtures<Seed>>
  /** Vitest's own, whose result keeps `prop` and `seeded`. */
  extend<Name extends string, Value>(
    name: Name,
    value: (context: Fixtures & TestContext, cleanup: FixtureCleanup) => Value | Promise<Value>,
  ): CloseTest<Fixtures & { [Key in Name]: Value }>
}

/** What a fixture of one's own is given to clean up behind it. */
export interface FixtureCleanup {
  onCleanup(clean: () => unknown): void
}

/** Vitest's `test` with the fixtures `close` and `seed`, and properties. */
export type CloseTest<Fixtures = CloseFixtures> = CloseTestExtras<Fixtures> & TestAPI<Fixtures>

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
export const test: CloseTest = closeTest(
  refusingUnknown(
    base.extend<{
      $file: { sandpit: Link; closeAddress: KeptAddress }
      $test: Omit<CloseFixtures, 'closeAddress'>
    }>({
      sandpit: linkForFile,
      closeAddress: [
        async ({ sandpit }, use) => use(await sandpit.workerAddress('close')),
        { scope: 'file' },
      ],
      seed: {},
      readOnly: false,
      faults: [],
      close: async (
        { sandpit, seed, readOnly, faults, signal, task, onTestFinished, onTestFailed, annotate },
        use,
      ) => {
        const context = { signal, task, onTestFinished, onTestFailed, annotate }
        await useClose(sandpit, { seed, readOnly, faults }, context, use)
      },
      mcp: async ({ close, signal, task, onTestFinished }, use) => {
        const { McpTools: Tools } = await import('@sandpit/lease/mcp')
        const tools = await Tools.connect<CloseTools>(close.mcpUrl)
        const watch = new MatcherWatch()
        await use(watch.follow(tools, 'mcp'))
        const told = await watch.end(outcomeOf({ signal, task }))
        if (told !== undefined) onTestFinished(() => Promise.reject(told))
        await tools.close()
      },
    }),
    ['seed', 'readOnly', 'faults', 'close', 'mcp', 'closeAddress'],
  ),
)

holdBeforeTests(['close'])

/** Leases a Close sandbox for one test, and sees what becomes of its matchers. */
export async function useClose(
  link: Link,
  { seed, readOnly, faults }: Pick<CloseFixtures, 'seed' | 'readOnly' | 'faults'>,
  context: LeaseContext,
  use: (close: CloseSandbox) => Promise<void>,
): Promise<void> {
  const data = await sendableSeed(seed)
  const request = { server: 'close', seed: data, readOnly, faults: await sendableFaults(faults) }
  const watch = new MatcherWatch({ timeoutMs: matcherTimeoutMs(), test: context.task.fullName })
  const run = async (lease: LeasedSandbox): Promise<Error | undefined> => {
    const close = watch.follow(new CloseSandbox(leaseLink(link, lease), data, watch.limits))
    await use(close)
    return overlook(close, watch, context)
  }
  await withLease(link, request, { context, watch, run })
}

/**
 * Gives a test of your own, which has the fixture `close`, what `test` has: `prop` and `seeded`. One
 * made with `test.extend()` has them; where it was given an object of fixtures, the compiler does not
 * know.
 *
 * @example
 * ```ts
 * import { anyCloseData } from '@sandpit/close/arbitraries'
 * import { closeTest, expect, test as base } from '@sandpit/vitest/close'
 *
 * const test = closeTest(base.extend<{ limit: number }>({ limit: 3 }))
 *
 * test.prop([anyCloseData()])('there are few leads', async ([data], { limit }) => {
 *   expect(data.leads?.length ?? 0).toBeLessThan(limit)
 * })
 * ```
 */
export function closeTest<Fixtures extends { close: CloseSandbox }>(
  plain: TestAPI<Fixtures>,
): CloseTest<Fixtures> {
  const extend: unknown = plain.extend.bind(plain)
  const extended = extend as (...args: readonly unknown[]) => TestAPI<Fixtures>
  const extras: Omit<CloseTestExtras<Fixtures>, 'extend'> & { readonly extend: unknown } = {
    prop: testProp(plain, 'close'),
    seeded: (seed) => closeTest(withSeed(plain, seed)),
    shared: (seed) => sharedTest(seed),
    extend: (...args: readonly unknown[]) => closeTest(extended(...args)),
  }
  return Object.assign(plain, extras) as unknown as CloseTest<Fixtures>
}

/** The sandbox is of one kind, whatever the compiler knows of its leads. */
function withSeed<Seed extends CloseSeed, Fixtures>(
  plain: TestAPI<Fixtures>,
  seed: Seed,
): TestAPI<SeededFixtures<Seed, Fixtures>> {
  const seeded: unknown = plain.extend({
    seed: async ({}, use: (seed: CloseSeed) => Promise<void>) => use(seed),
  } as never)
  return seeded as TestAPI<SeededFixtures<Seed, Fixtures>>
}
