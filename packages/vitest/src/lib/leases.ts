import type { Link } from '@sandpit/lease/link'
import { SandpitError } from '@sandpit/client/errors'
import { beforeAll, expect, test } from 'vitest'
import { refuseBrowser } from './in-a-browser.ts'
import { hasPlugin, workerLink } from './worker-link.ts'

refuseBrowser(globalThis)

// Where the plugin is not in the config, this is the first to meet an old Vitest.
if (typeof test.override !== 'function') {
  throw new SandpitError(
    'unsupported',
    'This Vitest is too old for @sandpit/vitest, which works with Vitest 4.1 and later 4s, and with 5. Run `npm install -D vitest@5`.',
  )
}

/** The file-scoped fixture that everything else leases through. */
export const linkForFile: [
  (context: object, use: (link: Link) => Promise<void>) => Promise<void>,
  { scope: 'file' },
] = [
  async ({}, use) => {
    await use(await workerLink.open())
    await workerLink.close()
  },
  { scope: 'file' },
]

/** What the tests of each file want, until its first hook gets it; a file left out has no hooks run. */
const wanted = new Map<string, Set<string>>()

/**
 * Gets this worker its sandboxes before its tests start: that may take longer than a test may, and
 * hooks have a clock of their own. Whoever uses a fixture is told what went wrong here.
 *
 * All are acquired side by side, but every file gets its own one after the other, and in the same
 * order: where there are fewer than workers, two files could else have one each, and wait for the
 * other's.
 */
export function holdBeforeTests(servers: readonly string[]): void {
  const file = expect.getState().testPath ?? ''
  wanted.set(file, new Set([...(wanted.get(file) ?? []), ...servers]))
  // The connection is made while Vitest collects the tests.
  const opened = hasPlugin() ? workerLink.open() : undefined
  beforeAll(async () => {
    const link = await (opened ?? workerLink.open())
    const inOrder = [...(wanted.get(file) ?? [])].toSorted((one, other) => one.localeCompare(other))
    wanted.delete(file)
    for (const [index, server] of inOrder.entries()) {
      await link.hold(server, inOrder.slice(index + 1)).catch(() => {})
    }
    return () => workerLink.close()
  }, 0)
}
