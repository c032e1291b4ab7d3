import type { ServerName } from '@sandpit/client'
import type { CallFault } from '@sandpit/client/tool-call'
import { heldSandbox, MatcherWatch } from '@sandpit/close/matchers'
import {
  type CloseFault,
  type CloseSandbox,
  type SeedOf,
  sendableFaults,
  sendableSeed,
} from '@sandpit/close/sandbox'
import {
  type LeasedSandbox,
  type Link,
  namedOption,
  refuseSharedServers,
  Sandbox,
  sendableData,
} from '@sandpit/lease/link'
import { test as base, type TestAPI, type TestContext } from 'vitest'
import type { FixtureCleanup } from './close-test.ts'
import type { SandboxFixture, SystemFixtures } from './system-types.ts'
import { holdBeforeTests, linkForFile } from './leases.ts'
import { type LeaseContext, overlook, withLease } from './lease/test-lease.ts'
import { refusingUnknown } from './known-fixtures.ts'
import { type PropertyTest, testProp } from './test-prop.ts'
import { matcherTimeoutMs } from './worker-link.ts'

/** What a test of one system has besides what Vitest gives it. */
export interface SystemTestExtras<Server extends string, Fixtures> {
  /**
   * Declares a property of the code under test: it runs for many seeds, each in the sandbox anew,
   * and a failure is shrunk to the smallest seed that fails.
   *
   * @example
   * ```ts
   * import { anyData } from '@sandpit/systems/arbitraries'
   * import { expect, sandboxTest } from '@sandpit/vitest'
   *
   * sandboxTest('jira').prop([anyData('jira')])('keeps it all', async ([seed], { sandbox }) => {
   *   await expect(sandbox).toMatchData(seed)
   * })
   * ```
   */
  readonly prop: PropertyTest<Fixtures, SeedOf<Server>>
  /** A test whose sandbox starts with a seed. */
  seeded(seed: SeedOf<Server>): SystemTest<Server, Fixtures>
  /** Vitest's own, whose result keeps `prop` and `seeded`. */
  extend<Name extends string, Value>(
    name: Name,
    value: (context: Fixtures & TestContext, cleanup: FixtureCleanup) => Value | Promise<Value>,
  ): SystemTest<Server, Fixtures & { [Key in Name]: Value }>
}

/** Vitest's `test` with a sandbox of one system, and properties. */
export type SystemTest<Server extends string, Fixtures = SandboxFixture<Server>> = SystemTestExtras<
  Server,
  Fixtures
> &
  TestAPI<Fixtures>

/**
 * Vitest's `test` with a sandbox of any system, or of several.
 *
 * Seeds and dumps of a system that the service's public document describes are typed, and checked
 * before any call. Another system can be seeded and dumped when a service describes it, in the
 * plugin's `services`; reset, release and the MCP address need no description.
 *
 * @throws SandpitError `configuration` for two names of one server: a test gets one sandbox of each
 *
 * @example
 * ```ts
 * import { expect, sandboxTest } from '@sandpit/vitest'
 *
 * const test = sandboxTest('jira').seeded({
 *   projects: [{ key: 'APP', name: 'App', issues: [{ summary: 'Fix the login' }] }],
 * })
 *
 * test('the agent triages', async ({ sandbox }) => {
 *   await runMyAgent(sandbox.mcpUrl)
 *   await expect(sandbox).toHave('issues', { summary: /login/, priority: 'High' })
 * })
 *
 * const together = sandboxTest({ crm: 'close', mail: 'gmail' })
 *
 * together('reads mail, and leaves the CRM alone', async ({ crm, mail }) => {
 *   await runMyAgent(crm.mcpUrl, mail.mcpUrl)
 *   await expect(crm).toBeUnchanged()
 * })
 * ```
 */
export function sandboxTest<Name extends string>(server: ServerName<Name>): SystemTest<Name>
export function sandboxTest<const Systems extends Readonly<Record<string, string>>>(
  systems: Systems & { readonly [Key in keyof Systems]: ServerName<Systems[Key]> },
): TestAPI<SystemFixtures<Systems>>
export function sandboxTest(systems: string | Readonly<Record<string, string>>): unknown {
  if (typeof systems === 'string') return testOfOne(systems)
  return testOfSeveral(systems)
}

type AnyFixture = Omit<SandboxFixture, 'sandbox'> & { sandbox: CloseSandbox | Sandbox }

function testOfOne(server: string): unknown {
  holdBeforeTests([server])
  const test = base.extend<{ $file: { sandpit: Link }; $test: AnyFixture }>({
    sandpit: linkForFile,
    seed: undefined,
    readOnly: false,
    faults: [],
    sandbox: async (
      { sandpit, seed, readOnly, faults, signal, task, onTestFinished, onTestFailed, annotate },
      use,
    ) => {
      const context = { signal, task, onTestFinished, onTestFailed, annotate }
      await useSandbox(sandpit, { server, seed, readOnly, faults }, context, use)
    },
  })
  return systemTest(refusingUnknown(test, ['seed', 'readOnly', 'faults', 'sandbox']))
}

/** Gives a test what Vitest's own lacks; its types are those of the overload. */
function systemTest<Fixtures extends { readonly sandbox: object }>(
  plain: TestAPI<Fixtures>,
): unknown {
  const extend: unknown = plain.extend.bind(plain)
  const extended = extend as (...args: readonly unknown[]) => TestAPI<Fixtures>
  return Object.assign(plain, {
    prop: testProp(plain, 'sandbox'),
    seeded: (seed: unknown) =>
      systemTest(
        extended({ seed: async ({}, use: (value: unknown) => Promise<void>) => use(seed) }),
      ),
    extend: (...args: readonly unknown[]) => systemTest(extended(...args)),
  })
}

function testOfSeveral(systems: Readonly<Record<string, string>>): unknown {
  refuseSharedServers(systems)
  // Vitest sets fixtures up in this order, in every test, so no two tests wait for each other.
  const inOrder = Object.entries(systems).toSorted(([, one], [, other]) => one.localeCompare(other))
  holdBeforeTests(inOrder.map(([, server]) => server))
  const fixtures: Record<string, unknown> = {
    sandpit: linkForFile,
    seeds: {},
    readOnly: false,
    faults: {},
    ...Object.fromEntries(
      inOrder.map(([name, server]) => [name, leaseOf(name, server, Object.keys(systems))]),
    ),
  }
  // The names are only known to the caller, whose types are those of the overload.
  const test = base.extend(fixtures as Parameters<typeof base.extend>[0])
  return refusingUnknown(test, Object.keys(fixtures).slice(1))
}

type SystemContext = TestContext & {
  readonly sandpit: Link
  readonly seeds: Readonly<Record<string, unknown>>
  readonly readOnly: boolean
  readonly faults: Readonly<Record<string, readonly CallFault[]>>
}

function leaseOf(name: string, server: string, names: readonly string[]) {
  return async (
    {
      sandpit,
      seeds,
      readOnly,
      faults,
      signal,
      task,
      onTestFinished,
      onTestFailed,
      annotate,
    }: SystemContext,
    use: (sandbox: CloseSandbox | Sandbox) => Promise<void>,
  ): Promise<void> => {
    const seed = namedOption('seeds', seeds, name, names)
    const struck = namedOption('faults', faults, name, names) ?? []
    const wanted = { server, seed, readOnly, faults: struck }
    const context = { signal, task, onTestFinished, onTestFailed, annotate }
    await useSandbox(sandpit, wanted, context, use)
  }
}

interface Wanted {
  readonly server: string
  readonly seed: unknown
  readonly readOnly: boolean
  readonly faults: readonly CallFault[]
}

/** Leases a sandbox for one test, and sees what becomes of its matchers. */
async function useSandbox(
  link: Link,
  { server, seed, readOnly, faults }: Wanted,
  context: LeaseContext,
  use: (sandbox: CloseSandbox | Sandbox) => Promise<void>,
): Promise<void> {
  const data = server === 'close' ? await sendableSeed(seed ?? {}) : sendableData(server, seed)
  const checked =
    server === 'close' ? await sendableFaults(faults as readonly CloseFault[]) : faults
  const watch = new MatcherWatch({ timeoutMs: matcherTimeoutMs(), test: context.task.fullName })
  const run = async (lease: LeasedSandbox): Promise<Error | undefined> => {
    const sandbox = heldSandbox(new Sandbox(link, lease, data), watch)
    await use(sandbox)
    return overlook(sandbox, watch, context)
  }
  const request = { server, seed: data, readOnly, faults: checked }
  await withLease(link, request, { context, watch, run })
}
