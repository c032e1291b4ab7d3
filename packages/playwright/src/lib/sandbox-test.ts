import { test as base, type TestInfo, type TestType } from '@playwright/test'
import type { ServerName } from '@sandpit/client'
import { SandpitError } from '@sandpit/client/errors'
import type { CallFault } from '@sandpit/client/tool-call'
import { heldSandbox, MatcherWatch } from '@sandpit/close/matchers'
import {
  type CloseFault,
  type CloseSandbox,
  type SeedOf,
  sendableFaults,
  sendableSeed,
} from '@sandpit/close/sandbox'
import { namedOption, refuseSharedServers, Sandbox, sendableData } from '@sandpit/lease/link'
import type { SandboxFixture, SystemFixtures } from './system-types.ts'
import {
  linkFixtures,
  type LinkWorkerFixtures,
  type PlaywrightArgs,
  type PlaywrightWorker,
} from './link-fixtures.ts'
import { refusingMisspelt } from './known-options.ts'
import type { SandboxOptions } from './project-kind.ts'
import { type PropertyTest, testProp } from './test-prop.ts'
import { noticePlace } from './steps/asked-at.ts'
import { nameOf, outcomeOf, readAt, useLease } from './use-lease.ts'

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

/** What a test of one system has besides what Playwright gives it. */
export interface SystemTestExtras<Server extends string, Args extends object> {
  /**
   * Declares a property of the code under test: it runs for many seeds, each in the sandbox anew,
   * and a failure is shrunk to the smallest seed that fails.
   *
   * @example
   * ```ts
   * import { expect, sandboxTest } from '@sandpit/playwright'
   * import { anyData } from '@sandpit/systems/arbitraries'
   *
   * sandboxTest('jira').prop([anyData('jira')])('keeps it all', async ([seed], { sandbox }) => {
   *   await expect(sandbox).toMatchData(seed)
   * })
   * ```
   */
  readonly prop: PropertyTest<Args, SeedOf<Server>>
  /** A test whose sandbox starts with a seed. */
  seeded(seed: SeedOf<Server>): SystemTest<Server>
}

type WorkerArgs = PlaywrightWorker & LinkWorkerFixtures & SandboxOptions & ServerOption

/** Playwright's `test` with a sandbox of one system, and properties. */
export type SystemTest<Server extends string> = SandboxTest<SandboxFixture<Server>, ServerOption> &
  SystemTestExtras<Server, PlaywrightArgs & SandboxFixture<Server> & WorkerArgs>

/**
 * Playwright's `test` with a sandbox of any system, or of several.
 *
 * Seeds and dumps of a system that the service's public document describes are typed, and checked
 * before any call. Another system can be seeded and dumped when a service describes it: make that
 * with `defineService` of `@sandpit/client/service`, and give it to `sandpit(config, { services })`.
 * Reset, release and the MCP address need no description.
 *
 * @throws SandpitError `configuration` for two names of one server: a test gets one sandbox of each
 *
 * @example
 * ```ts
 * import { expect, sandboxTest } from '@sandpit/playwright'
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
): SandboxTest<SystemFixtures<Systems>>
export function sandboxTest(systems: string | Readonly<Record<string, string>>): unknown {
  return typeof systems === 'string' ? testOfOne(systems) : testOfSeveral(systems)
}

type Held = CloseSandbox | Sandbox
type AnyFixture = Omit<SandboxFixture, 'sandbox'> & { sandbox: Held }

const ownOptions = ['readOnly', 'faults', 'sandboxes']

function testOfOne(server: string): unknown {
  const test = base.extend<AnyFixture, LinkWorkerFixtures & SandboxOptions & ServerOption>({
    ...linkFixtures,
    server: [server, { scope: 'worker', option: true, box: true }],
    seed: [undefined, { option: true, box: true }],
    readOnly: [false, { option: true, box: true }],
    faults: [[], { option: true, box: true }],
    sandbox: [
      (
        { sandpitLink, sandpitCalls, sandpitShared, server: chosen, seed, readOnly, faults },
        use,
        testInfo,
      ) => {
        const of = parseServer(chosen)
        const wanted = { server: of, seed: seedOf(of, seed), readOnly, faults }
        return useSandbox({ sandpitLink, sandpitCalls, sandpitShared }, wanted, use, testInfo)
      },
      { timeout: 0, title: `${server} sandbox` },
    ],
  })
  return systemTest(refusingMisspelt(test, [...ownOptions, 'seed', 'server', 'sandbox']))
}

/** Gives a test what Playwright's own lacks; its types are those of the overload. */
function systemTest<Args extends { sandbox: Held }, Worker extends object>(
  plain: TestType<Args, Worker>,
): unknown {
  return Object.assign(plain, {
    prop: testProp(plain, 'sandbox'),
    seeded: (seed: unknown) =>
      systemTest(plain.extend({ seed: [seed, { option: true, box: true }] } as never)),
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
    faults: [{}, { option: true, box: true }],
    sandpitSystems: allOf(systems),
    ...Object.fromEntries(Object.keys(systems).map((name) => [name, oneOf(name)])),
  }
  // The names are only known to the caller, whose types are those of the overload.
  const test = base.extend(fixtures)
  return refusingMisspelt(test, [...ownOptions, 'seeds', ...Object.keys(systems)])
}

type Sandboxes = Readonly<Record<string, Held>>

interface SystemContext extends LinkWorkerFixtures {
  readonly seeds: Readonly<Record<string, unknown>>
  readonly readOnly: boolean
  readonly faults: Readonly<Record<string, readonly CallFault[]>>
}

/**
 * Every test takes all its systems, in one order: those that each named some in an order of its
 * own could wait for each other where there are fewer sandboxes than workers.
 */
function allOf(systems: Readonly<Record<string, string>>) {
  const inOrder = Object.entries(systems).toSorted(([, one], [, other]) => one.localeCompare(other))
  return [
    (
      { sandpitLink, sandpitCalls, sandpitShared, seeds, readOnly, faults }: SystemContext,
      use: (sandboxes: Sandboxes) => Promise<void>,
      testInfo: TestInfo,
    ): Promise<void> => {
      const link = { sandpitLink, sandpitCalls, sandpitShared }
      const take = (index: number, taken: Sandboxes): Promise<void> => {
        const [name, server] = inOrder[index] ?? []
        if (name === undefined || server === undefined) return use(taken)
        const next = inOrder.slice(index + 1).map(([, later]) => later)
        const names = Object.keys(systems)
        const seed = namedOption('seeds', seeds, name, names)
        const struck = namedOption('faults', faults, name, names) ?? []
        const wanted = { server, seed, readOnly, faults: struck, next }
        const takeNext = (sandbox: Held): Promise<void> =>
          take(index + 1, { ...taken, [name]: sandbox })
        return useSandbox(link, wanted, takeNext, testInfo)
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
      use: (sandbox: Held | undefined) => Promise<void>,
    ): Promise<void> => use(sandpitSystems[name]),
    { box: true },
  ]
}

interface Wanted {
  readonly server: string
  readonly seed: unknown
  readonly readOnly: boolean
  readonly faults: readonly CallFault[]
  /** What the test takes after this one. */
  readonly next?: readonly string[]
}

/** Leases a sandbox for one test, and sees what becomes of its matchers. */
async function useSandbox(
  link: LinkWorkerFixtures,
  { server, seed, readOnly, faults, next }: Wanted,
  use: (sandbox: Held) => Promise<void>,
  testInfo: TestInfo,
): Promise<void> {
  const isClose = server === 'close'
  const [data, checked] = await readAt(testInfo, async () => [
    isClose ? await sendableSeed(seed ?? {}) : sendableData(server, seed),
    isClose ? await sendableFaults(faults as readonly CloseFault[]) : faults,
  ])
  const watch = new MatcherWatch({ test: nameOf(testInfo), around: noticePlace })
  await useLease(link, { server, seed: data, readOnly, faults: checked, next }, testInfo, {
    open: (opened, lease) => heldSandbox(new Sandbox(opened, lease, data), watch),
    run: async (sandbox) => {
      await use(sandbox)
      return watch.end(outcomeOf(testInfo))
    },
    explain: async (sandbox, calls) => {
      const { attachEvidence } = await import('./evidence/attach-evidence.ts')
      await attachEvidence(testInfo, sandbox, calls)
    },
  })
}
