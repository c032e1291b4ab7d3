import type { CloseSeed, LeadNameOf } from '@sandpit/close'
import { type CloseSandbox, sendableSeed } from '@sandpit/close/sandbox'
import type { Link } from '@sandpit/lease/link'
import { beforeEach, expect, test as base, type TestAPI } from 'vitest'
import { refusingUnknown } from './known-fixtures.ts'
import { linkForFile } from './leases.ts'
import { SharedClose } from './shared-close.ts'

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
  const sandbox = new SharedClose()
  // Vitest 4.1 takes no fixture of each test beside a beforeAll that asks for one of the file.
  beforeEach(({ task, signal, annotate }) => sandbox.follow({ task, signal, annotate }))
  const extended = base.extend<{ $file: { sandpit: Link; close: CloseSandbox } }>({
    sandpit: linkForFile,
    close: [
      async ({ sandpit }, use) => {
        const data = await sendableSeed(seed)
        const label = `all tests of ${expect.getState().testPath ?? 'a file'}`
        const lease = await sandpit.begin({ server: 'close', seed: data, label })
        await use(sandbox.open(sandpit, lease, data))
        sandpit.end(lease.leaseId, 'returned')
        await sandbox.end()
      },
      { scope: 'file' },
    ],
  })
  const shared: unknown = refusingUnknown(extended, ['close'])
  return shared as TestAPI<SharedFixtures<Seed>>
}
