import type { TestType } from '@playwright/test'
import {
  linkTest,
  type LinkWorkerFixtures,
  type PlaywrightArgs,
  type PlaywrightWorker,
} from './link-test.ts'
import { TestSandbox } from './test-sandbox.ts'
import { useLease } from './use-lease.ts'

/** What a config, a file or a describe block can set. */
export interface SandboxOptions<Seed> {
  /** What the sandbox holds when a test starts; nothing by default. */
  seed: Seed | undefined
}

export interface SandboxFixtures<Seed, Dump> {
  /** A sandbox that only this test has. */
  sandbox: TestSandbox<Seed, Dump>
}

/** Playwright's `test` with the fixture `sandbox` and the option `seed`. */
export type SandboxTest<Seed, Dump> = TestType<
  PlaywrightArgs & SandboxOptions<Seed> & SandboxFixtures<Seed, Dump>,
  PlaywrightWorker & LinkWorkerFixtures
>

/**
 * Makes Playwright's `test` for the sandboxes of any MCP server. To seed and to dump them, describe
 * their data with `defineService` of `@sandpit/client/service`, and give that to
 * `sandpit(config, { services })`.
 *
 * @param server The server's name in the API, such as `jira`
 *
 * @example
 * ```ts
 * import { expect } from '@playwright/test'
 * import { sandboxTest } from '@sandpit/playwright'
 *
 * const test = sandboxTest('jira')
 *
 * test('an agent gets a Jira of its own', async ({ sandbox }) => {
 *   expect(new URL(sandbox.mcpUrl).protocol).toMatch(/^https?:$/)
 * })
 * ```
 */
export function sandboxTest<Seed = unknown, Dump = unknown>(
  server: string,
): SandboxTest<Seed, Dump> {
  return linkTest.extend<SandboxOptions<Seed> & SandboxFixtures<Seed, Dump>>({
    seed: [undefined, { option: true }],
    sandbox: [
      async ({ sandpitLink, sandpitCalls, seed }, use, testInfo) => {
        await useLease({ sandpitLink, sandpitCalls }, { server, seed }, testInfo, {
          run: (lease) => use(new TestSandbox<Seed, Dump>(lease, seed)),
          explain: async (lease) => {
            const { attachEvidence } = await import('./attach-evidence.ts')
            await attachEvidence(testInfo, lease, sandpitCalls)
          },
        })
      },
      { timeout: 0, title: `${server} sandbox` },
    ],
  })
}
