import { test as base, type TestInfo, type TestType } from '@playwright/test'
import type { CloseSeed, LeadNameOf } from '@sandpit/close'
import { MatcherWatch } from '@sandpit/close/matchers'
import {
  type CloseFault,
  CloseSandbox,
  type CloseTools,
  sendableFaults,
  sendableSeed,
} from '@sandpit/close/sandbox'
import { type KeptAddress, leaseLink } from '@sandpit/lease/link'
import type { McpTools } from '@sandpit/lease/mcp'
import {
  linkFixtures,
  type LinkWorkerFixtures,
  type PlaywrightArgs,
  type PlaywrightWorker,
} from './link-fixtures.ts'
import { refusingMisspelt } from './known-options.ts'
import type { SandboxOptions } from './project-kind.ts'
import { sharedClose } from './shared-close.ts'
import { type PropertyTest, testProp } from './test-prop.ts'
import { noticePlace } from './steps/asked-at.ts'
import { nameOf, outcomeOf, readAt, useLease } from './use-lease.ts'

/** What a config, a file or a describe block can set. */
export interface CloseOptions {
  /** What the sandbox holds when a test starts; set it with `test.use({ seed })`. */
  seed: CloseSeed
  /**
   * The test changes nothing in its sandbox, so that the next with the same seed needs no reset. A
   * test that does, as far as a dump shows it, fails. Default false; set it with
   * `test.use({ readOnly: true })`.
   */
  readOnly: boolean
  /**
   * Which calls of the sandbox's tools go wrong, and how, from the start of a test on. Default none;
   * set it with `test.use({ faults: [...] })`, or with `close.setFaults()` while a test runs.
   */
  faults: readonly CloseFault[]
}

/** What all tests of a worker have in common. */
export interface CloseWorkerFixtures {
  /**
   * An address for an application that reads its CRM's address once: it leads to the sandbox of the
   * test that runs, and nowhere between two tests. It lasts as long as the worker.
   */
  closeAddress: KeptAddress
}

/** What a test gets besides what its runner gives it. */
export interface CloseFixtures {
  /** A Close sandbox that only this test has. */
  close: CloseSandbox
  /** The tools of the sandbox's MCP server; connects in tests that ask for it. */
  mcp: McpTools<CloseTools>
}

/** What a test may ask for: Playwright's own fixtures and ours. */
type TestArgs = PlaywrightArgs & CloseOptions & CloseFixtures
type WorkerArgs = PlaywrightWorker & LinkWorkerFixtures & SandboxOptions & CloseWorkerFixtures

/** What a test with the fixture `close` has besides what Playwright gives it. */
export interface CloseTestExtras<Args extends object, Worker extends object> {
  /**
   * Declares a property of the code under test: it runs for many seeds, each in the sandbox anew,
   * and a failure is shrunk to the smallest seed that fails.
   *
   * @example
   * ```ts
   * import { anyCloseData } from '@sandpit/close/arbitraries'
   * import { expect, test } from '@sandpit/playwright/close'
   *
   * test.prop([anyCloseData()])('keeps every lead', async ([seed], { close }) => {
   *   await expect(close).toMatchCloseData(seed)
   * })
   * ```
   */
  readonly prop: PropertyTest<Args & Worker>
  /**
   * A test whose sandbox starts with a seed, and whose `close.lead()` knows the names in it.
   *
   * @example
   * ```ts
   * import { closeData } from '@sandpit/close'
   * import { expect, test as base } from '@sandpit/playwright/close'
   *
   * const test = base.seeded(closeData().lead('CloudScale', { status: 'Potential' }))
   *
   * test('knows its leads', async ({ close }) => {
   *   expect(await close.lead('CloudScale')).toMatchObject({ status: 'Potential' })
   * })
   * ```
   */
  seeded<const Seed extends CloseSeed>(seed: Seed): CloseTest<SeededArgs<Seed, Args>, Worker>
  /**
   * A test whose sandbox is one for all tests of the file that are made with it, and for their
   * `beforeAll` and `afterAll`: for steps that go on from each other. It is leased for the first that
   * asks, with the seed, and given back when the worker goes on to another file. A worker that is
   * started anew, as after a failure, has it seeded anew. Make one in a describe block for that block.
   *
   * @example
   * ```ts
   * import { closeData } from '@sandpit/close'
   * import { expect, test as base } from '@sandpit/playwright/close'
   *
   * base.describe.serial('a deal', () => {
   *   const test = base.shared(closeData().lead('CloudScale'))
   *
   *   test('is begun', async ({ close }) => {
   *     await close.add(closeData().lead('DataFlow'))
   *   })
   *   test('goes on', async ({ close }) => {
   *     await expect(close).toHaveLead({ name: 'DataFlow' })
   *   })
   * })
   * ```
   */
  shared<const Seed extends CloseSeed>(seed?: Seed): CloseTest<SeededArgs<Seed, Args>, Worker>
}

/** What a test may ask for whose seed the compiler knows. */
export type SeededArgs<Seed extends CloseSeed, Args> = Omit<Args, 'close'> & {
  close: CloseSandbox<LeadNameOf<Seed>>
}

/** Playwright's `test` with the fixture `close`, the option `seed`, and properties. */
export type CloseTest<
  Args extends object = TestArgs,
  Worker extends object = WorkerArgs,
> = TestType<Args, Worker> & CloseTestExtras<Args, Worker>

/**
 * Playwright's `test` with a Close sandbox for each test that asks for `close`.
 *
 * @example
 * ```ts
 * import { closeData } from '@sandpit/close'
 * import { expect, test } from '@sandpit/playwright/close'
 *
 * test.use({ seed: closeData().lead('CloudScale') })
 *
 * test('shows the lead', async ({ close, page }) => {
 *   await page.goto(`/?sandbox=${close.sandboxId}`)
 *   await expect(page.getByText('CloudScale')).toBeVisible()
 * })
 * ```
 */
export const test: CloseTest = closeTest(
  refusingMisspelt(
    base.extend<
      CloseOptions & CloseFixtures,
      LinkWorkerFixtures & SandboxOptions & CloseWorkerFixtures
    >({
      ...linkFixtures,
      closeAddress: [
        async ({ sandpitLink }, use) => use(await sandpitLink.workerAddress('close')),
        { scope: 'worker', timeout: 0 },
      ],
      seed: [{}, { option: true, box: true }],
      readOnly: [false, { option: true, box: true }],
      faults: [[], { option: true, box: true }],
      // No clock of Playwright's runs while a sandbox is got ready: the pool and each call have their
      // own, whose errors say more. A fixture that never times out is also always torn down.
      close: [useClose, { timeout: 0, title: 'Close sandbox' }],
      mcp: async ({ close, sandpitCalls }, use, testInfo) => {
        const { connectInSteps } = await import('./steps/mcp-tools.ts')
        const tools = await connectInSteps(close.mcpUrl, sandpitCalls.of(testInfo))
        const watch = new MatcherWatch()
        await use(watch.follow(tools, 'mcp'))
        const told = await watch.end(outcomeOf(testInfo))
        await tools.close()
        if (told !== undefined) throw told
      },
    }),
    ['seed', 'readOnly', 'faults', 'sandboxes', 'close', 'mcp', 'closeAddress'],
  ),
)

/**
 * Gives a test of your own, which has the fixture `close`, what `test` has: `prop` and `seeded`.
 * Playwright's `test.extend()` and `mergeTests()` leave them behind.
 *
 * @example
 * ```ts
 * import { closeTest, test as base } from '@sandpit/playwright/close'
 *
 * const test = closeTest(base.extend<{ answer: number }>({ answer: 42 }))
 * ```
 */
export function closeTest<Args extends { close: CloseSandbox }, Worker extends object>(
  plain: TestType<Args, Worker>,
): CloseTest<Args, Worker> {
  return Object.assign(plain, {
    prop: testProp(plain, 'close'),
    seeded: <Seed extends CloseSeed>(seed: Seed): CloseTest<SeededArgs<Seed, Args>, Worker> =>
      closeTest(withSeed(plain, seed)),
    shared: <Seed extends CloseSeed>(seed?: Seed): CloseTest<SeededArgs<Seed, Args>, Worker> =>
      closeTest(withSharedSandbox(plain, seed)),
  })
}

/** The sandbox is of one kind, whatever the compiler knows of its leads. */
function withSeed<Seed extends CloseSeed, Args extends object, Worker extends object>(
  plain: TestType<Args, Worker>,
  seed: Seed,
): TestType<SeededArgs<Seed, Args>, Worker> {
  const seeded: unknown = plain.extend({ seed: [seed, { option: true, box: true }] } as never)
  return seeded as TestType<SeededArgs<Seed, Args>, Worker>
}

function withSharedSandbox<Seed extends CloseSeed, Args extends object, Worker extends object>(
  plain: TestType<Args, Worker>,
  seed: CloseSeed = {},
): TestType<SeededArgs<Seed, Args>, Worker> {
  const use = sharedClose(seed)
  const close = [
    (
      { sandpitLink, sandpitCalls, sandpitShared }: LinkWorkerFixtures,
      ...more: MoreOf<typeof use>
    ) => use({ sandpitLink, sandpitCalls, sandpitShared }, ...more),
    { timeout: 0, title: 'Shared Close sandbox' },
  ]
  const shared: unknown = plain.extend({ close } as never)
  return shared as TestType<SeededArgs<Seed, Args>, Worker>
}

type MoreOf<Fixture> = Fixture extends (first: never, ...more: infer More) => unknown ? More : never

/** Leases a Close sandbox for one test, and sees what becomes of its matchers. */
export async function useClose(
  {
    sandpitLink,
    sandpitCalls,
    sandpitShared,
    seed,
    readOnly,
    faults,
  }: CloseOptions & LinkWorkerFixtures,
  use: (close: CloseSandbox) => Promise<void>,
  testInfo: TestInfo,
  besidesOther?: boolean,
): Promise<void> {
  const request = await readAt(testInfo, async () => ({
    server: 'close',
    seed: await sendableSeed(seed),
    readOnly,
    faults: await sendableFaults(faults),
  }))
  const watch = new MatcherWatch({ test: nameOf(testInfo), around: noticePlace })
  await useLease({ sandpitLink, sandpitCalls, sandpitShared }, request, testInfo, {
    open: (link, lease) =>
      watch.follow(new CloseSandbox(leaseLink(link, lease), request.seed, watch.limits)),
    run: async (close) => {
      await use(close)
      return watch.end(outcomeOf(testInfo))
    },
    explain: async (close, calls) => {
      const { attachEvidence } = await import('./evidence/attach-evidence.ts')
      await attachEvidence(testInfo, close, calls)
    },
    ...(besidesOther !== undefined && { besidesOther }),
  })
}
