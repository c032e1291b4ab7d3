import type { ServerName } from '@sandpit/client'
import { leaseLink, type Link, refuseSharedServers, type Sandbox } from '@sandpit/lease/link'
import { test as base, type TestAPI, type TestContext } from 'vitest'
import { holdBeforeTests, linkForFile } from './leases.ts'
import { withLease } from './test-lease.ts'

/** What tests of one system get. */
export interface SandboxFixture {
  /** What the sandbox holds when a test starts, for a server that the run's `services` describe. */
  seed: unknown
  /**
   * The test changes nothing in its sandbox, so that the next with the same seed needs no reset. A
   * test that does, as far as a dump shows it, fails. Default false.
   */
  readOnly: boolean
  /** A sandbox that only this test has. */
  sandbox: Sandbox
}

/** What tests of several systems get: a sandbox under each name. */
export type SystemFixtures<Names extends string> = {
  [Name in Names]: Sandbox
} & {
  /** What each sandbox holds when a test starts, by fixture name. */
  seeds: { readonly [Name in Names]?: unknown }
  /** The test changes nothing in any of them. Default false. */
  readOnly: boolean
}

/**
 * Vitest's `test` with a sandbox of any system, or of several.
 *
 * A system can be seeded and dumped when a service describes it, in the plugin's `services`.
 * Reset, release and the MCP address need no description.
 *
 * @throws SandpitError `configuration` for two names of one server: a test gets one sandbox of each
 *
 * @example
 * ```ts
 * import { sandboxTest } from '@sandpit/vitest'
 * import { expect } from 'vitest'
 *
 * const test = sandboxTest('jira')
 *
 * test('has a Jira of its own', async ({ sandbox }) => {
 *   expect(sandbox.server).toBe('jira')
 * })
 *
 * const together = sandboxTest({ tracker: 'jira', mail: 'gmail' })
 *
 * together('has both', async ({ tracker, mail }) => {
 *   expect(tracker.sandboxId).not.toBe(mail.sandboxId)
 * })
 * ```
 */
export function sandboxTest<Name extends string>(server: ServerName<Name>): TestAPI<SandboxFixture>
export function sandboxTest<Systems extends Readonly<Record<string, string>>>(
  systems: Systems & { readonly [Key in keyof Systems]: ServerName<Systems[Key]> },
): TestAPI<SystemFixtures<keyof Systems & string>>
export function sandboxTest(systems: string | Readonly<Record<string, string>>): unknown {
  if (typeof systems === 'string') return testOfOne(systems)
  return testOfSeveral(systems)
}

function testOfOne(server: string): unknown {
  holdBeforeTests([server])
  return base.extend<{ $file: { sandpit: Link }; $test: SandboxFixture }>({
    sandpit: linkForFile,
    seed: undefined,
    readOnly: false,
    sandbox: async (
      { sandpit, seed, readOnly, signal, task, onTestFinished, onTestFailed },
      use,
    ) => {
      const request = { server, seed, readOnly }
      const context = { signal, task, onTestFinished, onTestFailed }
      await withLease(sandpit, request, context, (lease) => use(leaseLink(sandpit, lease)))
    },
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
    ...Object.fromEntries(inOrder.map(([name, server]) => [name, leaseOf(name, server)])),
  }
  // The names are only known to the caller, whose types are those of the overload.
  return base.extend(fixtures as Parameters<typeof base.extend>[0])
}

type SystemContext = TestContext & {
  readonly sandpit: Link
  readonly seeds: Record<string, unknown>
  readonly readOnly: boolean
}

function leaseOf(name: string, server: string) {
  return async (
    { sandpit, seeds, readOnly, signal, task, onTestFinished, onTestFailed }: SystemContext,
    use: (sandbox: Sandbox) => Promise<void>,
  ): Promise<void> => {
    const request = { server, seed: seeds[name], readOnly }
    const context = { signal, task, onTestFinished, onTestFailed }
    await withLease(sandpit, request, context, (lease) => use(leaseLink(sandpit, lease)))
  }
}
