import { resolve } from 'node:path'
import { test as base } from '@playwright/test'
import type { LocalServers } from '@sandpit/client'
import { MatcherWatch } from '@sandpit/close/matchers'
import { localKey, LocalSandbox, type ServerOf } from '@sandpit/lease/local'
import { refusingMisspelt } from './known-options.ts'
import { linkFixtures, type LinkWorkerFixtures } from './link-fixtures.ts'
import type { SandboxOptions } from './project-kind.ts'
import type { SandboxTest } from './sandbox-test.ts'
import { noticePlace } from './steps/asked-at.ts'
import { nameOf, outcomeOf, useLease } from './use-lease.ts'

/** What tests on a local sandbox get. */
export interface LocalSandboxFixture<Server extends string> {
  /** A folder of this machine that the workspace starts with; none by default. */
  workspace: string | undefined
  /** A local sandbox that only this test has. */
  sandbox: LocalSandbox<Server>
}

/**
 * Playwright's `test` with a local sandbox: a machine that hosts the given MCP servers, or all of them.
 *
 * @example
 * ```ts
 * import { localSandboxTest } from '@sandpit/playwright'
 *
 * const test = localSandboxTest(['filesystem', 'git'])
 *
 * test.use({ workspace: './fixtures/repository' })
 *
 * test('the agent commits', async ({ sandbox }) => {
 *   await runMyAgent(sandbox.mcpUrls.git)
 *   await sandbox.download('./out')
 * })
 * ```
 */
export function localSandboxTest<const Servers extends LocalServers>(
  servers: Servers,
): SandboxTest<LocalSandboxFixture<ServerOf<Servers>>> {
  const server = localKey(servers)
  type Fixtures = LocalSandboxFixture<ServerOf<Servers>>
  const test = base.extend<Fixtures, LinkWorkerFixtures & SandboxOptions>({
    ...linkFixtures,
    workspace: [undefined, { option: true, box: true }],
    sandbox: [
      async ({ sandpitLink, sandpitCalls, sandpitShared, workspace }, use, testInfo) => {
        const request = { server, seed: workspace === undefined ? undefined : resolve(workspace) }
        const watch = new MatcherWatch({ test: nameOf(testInfo), around: noticePlace })
        await useLease({ sandpitLink, sandpitCalls, sandpitShared }, request, testInfo, {
          open: (link, lease) =>
            watch.follow(new LocalSandbox<ServerOf<Servers>>(link, lease), 'sandbox'),
          run: async (sandbox) => {
            await use(sandbox)
            return watch.end(outcomeOf(testInfo))
          },
          explain: async (sandbox, calls) => {
            const { attachCalls } = await import('./evidence/attach-evidence.ts')
            await attachCalls(testInfo, sandbox, calls)
          },
        })
      },
      { timeout: 0, title: 'Local sandbox' },
    ],
  })
  return refusingMisspelt(test, ['workspace', 'sandbox', 'sandboxes'])
}
