import { test as base, type TestInfo, type TestType } from '@playwright/test'
import type { ServerName } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import {
  leaseLink,
  type LeaseRequest,
  refuseSharedServers,
  type Sandbox,
} from '@sandpit/lease/link'
import {
  linkFixtures,
  type LinkWorkerFixtures,
  type PlaywrightArgs,
  type PlaywrightWorker,
} from './link-fixtures.ts'
import type { SandboxOptions } from './project-kind.ts'
import { useLease } from './use-lease.ts'

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

/** What tests of several systems get, all of them in each test that names one: a sandbox under each name. */
export type SystemFixtures<Names extends string> = {
  [Name in Names]: Sandbox
} & {
  /** What each sandbox holds when a test starts, by fixture name. */
  seeds: { readonly [Name in Names]?: unknown }
  /** The test changes nothing in any of them. Default false. */
  readOnly: boolean
}

/** What a config or a project can set for tests of one system. */
export interface ServerOption {
  /** The server that the sandbox is of, instead of the one the test was made for. */
  server: string
}

/** Playwright's `test` with sandboxes. */
export type SandboxTest<Fixtures, WorkerOptions extends object = object> = TestType<
  PlaywrightArgs & Fixtures,
  PlaywrightWorker & LinkWorkerFixtures & SandboxOptions & WorkerOptions
>

/**
 * Playwright's `test` with a sandbox of any system, or of several.
 *
 * A system can be seeded and dumped when a service describes it: make that with `defineService` of
 * `@sandpit/client/service`, and give it to `sandpit(config, { services })`. Reset, release and the
 * MCP address need no description.
 *
 * @throws SandpitError `configuration` for two names of one server: a test gets one sandbox of each
 *
 * @example
 * ```ts
 * import { expect } from '@playwright/test'
 * import { sandboxTest } from '@sandpit/playwright'
 *
 * const test = sandboxTest('jira')
 *
 * test('has a Jira of its own', ({ sandbox }) => {
 *   expect(sandbox.server).toBe('jira')
 * })
 *
 * const together = sandboxTest({ tracker: 'jira', mail: 'gmail' })
 *
 * together('has both', ({ tracker, mail }) => {
 *   expect(tracker.sandboxId).not.toBe(mail.sandboxId)
 * })
 * ```
 */
export function sandboxTest<Name extends string>(
  server: ServerName<Name>,
): SandboxTest<SandboxFixture, ServerOption>
export function sandboxTest<Systems extends Readonly<Record<string, string>>>(
  systems: Systems & { readonly [Key in keyof Systems]: ServerName<Systems[Key]> },
): SandboxTest<SystemFixtures<keyof Systems & string>>
export function sandboxTest(systems: string | Readonly<Record<string, string>>): unknown {
  return typeof systems === 'string' ? testOfOne(systems) : testOfSeveral(systems)
}

function testOfOne(server: string): unknown {
  return base.extend<SandboxFixture, LinkWorkerFixtures & SandboxOptions & ServerOption>({
    ...linkFixtures,
    server: [server, { scope: 'worker', option: true, box: true }],
    seed: [undefined, { option: true, box: true }],
    readOnly: [false, { option: true, box: true }],
    sandbox: [
      (
        { sandpitLink, sandpitCalls, sandpitShared, server: chosen, seed, readOnly },
        use,
        testInfo,
      ) => {
        const of = parseServer(chosen)
        const request = { server: of, seed: seedOf(of, seed), readOnly }
        return useSandbox({ sandpitLink, sandpitCalls, sandpitShared }, request, use, testInfo)
      },
      { timeout: 0, title: `${server} sandbox` },
    ],
  })
}

/**
 * A file's `test.use({ seed })` is for every test in it. One made by a builder is Close data, and so
 * it was meant for the tests of Close alone.
 */
function seedOf(server: string, seed: unknown): unknown {
  const isBuilder = typeof seed === 'object' && seed !== null && 'toJSON' in seed
  return isBuilder && server !== 'close' ? undefined : seed
}

function parseServer(server: unknown): string {
  if (typeof server === 'string' && server !== '') return server
  throw new SandpitError(
    'configuration',
    `The option \`server\` is ${JSON.stringify(server)}; it is the name of a server, such as 'jira'.`,
  )
}

function testOfSeveral(systems: Readonly<Record<string, string>>): unknown {
  refuseSharedServers(systems)
  const fixtures: Record<string, unknown> = {
    ...linkFixtures,
    seeds: [{}, { option: true, box: true }],
    readOnly: [false, { option: true, box: true }],
    sandpitSystems: allOf(systems),
    ...Object.fromEntries(Object.keys(systems).map((name) => [name, oneOf(name)])),
  }
  // The names are only known to the caller, whose types are those of the overload.
  return base.extend(fixtures)
}

type Sandboxes = Readonly<Record<string, Sandbox>>

interface SystemContext extends LinkWorkerFixtures {
  readonly seeds: Readonly<Record<string, unknown>>
  readonly readOnly: boolean
}

/**
 * Every test takes all its systems, in one order: those that each named some in an order of its
 * own could wait for each other where there are fewer sandboxes than workers.
 */
function allOf(systems: Readonly<Record<string, string>>) {
  const inOrder = Object.entries(systems).toSorted(([, one], [, other]) => one.localeCompare(other))
  return [
    (
      { sandpitLink, sandpitCalls, sandpitShared, seeds, readOnly }: SystemContext,
      use: (sandboxes: Sandboxes) => Promise<void>,
      testInfo: TestInfo,
    ): Promise<void> => {
      const link = { sandpitLink, sandpitCalls, sandpitShared }
      const take = (index: number, taken: Sandboxes): Promise<void> => {
        const [name, server] = inOrder[index] ?? []
        if (name === undefined || server === undefined) return use(taken)
        const request = { server, seed: seeds[name], readOnly }
        const takeNext = (sandbox: Sandbox): Promise<void> =>
          take(index + 1, { ...taken, [name]: sandbox })
        return useSandbox(link, request, takeNext, testInfo)
      }
      return take(0, {})
    },
    { timeout: 0, title: `${inOrder.map(([, server]) => server).join(' and ')} sandboxes` },
  ]
}

function oneOf(name: string) {
  return [
    (
      { sandpitSystems }: { readonly sandpitSystems: Sandboxes },
      use: (sandbox: Sandbox | undefined) => Promise<void>,
    ): Promise<void> => use(sandpitSystems[name]),
    { box: true },
  ]
}

async function useSandbox(
  link: LinkWorkerFixtures,
  request: LeaseRequest,
  use: (sandbox: Sandbox) => Promise<void>,
  testInfo: TestInfo,
): Promise<void> {
  await useLease(link, request, testInfo, {
    open: leaseLink,
    run: use,
    explain: async (sandbox, calls) => {
      const { attachEvidence } = await import('./evidence/attach-evidence.ts')
      await attachEvidence(testInfo, sandbox, calls)
    },
  })
}
