import type { CloseSeed, LeadNameOf } from '@sandpit/close'
import { MatcherWatch } from '@sandpit/close/matchers'
import { CloseSandbox, sendableSeed } from '@sandpit/close/sandbox'
import { leaseLink, type Link } from '@sandpit/lease/link'
import { expect, test as base, type TestAPI } from 'vitest'
import { linkForFile } from './leases.ts'
import { matcherTimeoutMs } from './worker-link.ts'

/** The fixtures of a test whose sandbox is one for the whole file. */
export interface SharedFixtures<Seed extends CloseSeed> {
  close: CloseSandbox<LeadNameOf<Seed>>
  /** Where Vitest looks for what `beforeAll` and `afterAll` may ask for. */
  readonly $__file?: { close: CloseSandbox<LeadNameOf<Seed>> }
}

/** A test whose sandbox is one for all tests of its file, from the first that asks to the last. */
export function sharedTest<Seed extends CloseSeed>(
  seed: CloseSeed = {},
): TestAPI<SharedFixtures<Seed>> {
  const shared: unknown = base.extend<{ $file: { sandpit: Link; close: CloseSandbox } }>({
    sandpit: linkForFile,
    close: [
      async ({ sandpit }, use) => {
        const data = await sendableSeed(seed)
        const label = `all tests of ${expect.getState().testPath ?? 'a file'}`
        const lease = await sandpit.begin({ server: 'close', seed: data, label })
        const watch = new MatcherWatch({ timeoutMs: matcherTimeoutMs() })
        await use(watch.follow(new CloseSandbox(leaseLink(sandpit, lease), data, watch.limits)))
        const told = await watch.end('passed')
        sandpit.end(lease.leaseId, 'returned')
        if (told !== undefined) throw told
      },
      { scope: 'file' },
    ],
  })
  return shared as TestAPI<SharedFixtures<Seed>>
}
