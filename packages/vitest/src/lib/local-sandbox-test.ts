import { resolve } from 'node:path'
import type { LocalServers } from '@sandpit/client'
import { MatcherWatch } from '@sandpit/close/matchers'
import type { LeasedSandbox, Link } from '@sandpit/lease/link'
import { localKey, LocalSandbox, type ServerOf } from '@sandpit/lease/local'
import { test as base, type TestAPI } from 'vitest'
import { refusingUnknown } from './known-fixtures.ts'
import { holdBeforeTests, linkForFile } from './leases.ts'
import { overlookCalls, withLease } from './lease/test-lease.ts'
import { matcherTimeoutMs } from './worker-link.ts'

/** What tests on a local sandbox get. */
export interface LocalSandboxFixture<Server extends string> {
  /** A folder of this machine that the workspace starts with; none by default. */
  workspace: string | undefined
  /** A local sandbox that only this test has. */
  sandbox: LocalSandbox<Server>
}

/**
 * Vitest's `test` with a local sandbox: a machine that hosts the given MCP servers, or all of them.
 *
 * @example
 * ```ts
 * import { localSandboxTest } from '@sandpit/vitest'
 * import { expect } from 'vitest'
 *
 * const test = localSandboxTest(['filesystem', 'git'])
 *
 * test.override('workspace', './fixtures/repository')
 *
 * test('the agent commits', async ({ sandbox }) => {
 *   await runMyAgent(sandbox.mcpUrls.git)
 *   await sandbox.download('./out')
 * })
 * ```
 */
export function localSandboxTest<const Servers extends LocalServers>(
  servers: Servers,
): TestAPI<LocalSandboxFixture<ServerOf<Servers>>> {
  const server = localKey(servers)
  holdBeforeTests([server])
  const test = base.extend<{
    $file: { sandpit: Link }
    $test: LocalSandboxFixture<ServerOf<Servers>>
  }>({
    sandpit: linkForFile,
    workspace: undefined,
    sandbox: async (
      { sandpit, workspace, signal, task, onTestFinished, onTestFailed, annotate },
      use,
    ) => {
      const seed = workspace === undefined ? undefined : resolve(workspace)
      const context = { signal, task, onTestFinished, onTestFailed, annotate }
      const watch = new MatcherWatch({ timeoutMs: matcherTimeoutMs(), test: task.fullName })
      const run = async (lease: LeasedSandbox): Promise<Error | undefined> => {
        const local = new LocalSandbox<ServerOf<Servers>>(sandpit, lease)
        await use(watch.follow(local, 'sandbox'))
        return overlookCalls(local, watch, context)
      }
      await withLease(sandpit, { server, seed }, { context, watch, run })
    },
  })
  return refusingUnknown(test, ['workspace', 'sandbox'])
}
