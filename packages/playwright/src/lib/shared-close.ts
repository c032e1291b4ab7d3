import type { TestInfo } from '@playwright/test'
import type { CloseSeed } from '@sandpit/close'
import { MatcherWatch } from '@sandpit/close/matchers'
import { CloseSandbox, sendableSeed } from '@sandpit/close/sandbox'
import { leaseLink } from '@sandpit/lease/link'
import type { CallLog } from './evidence/call-log.ts'
import type { LinkWorkerFixtures } from './link-fixtures.ts'
import { linkInSteps } from './steps/link-in-steps.ts'
import type { SharedLease, SharedLeases } from './shared-leases.ts'
import { noticePlace } from './steps/asked-at.ts'
import { beginLease, isCutOff, isFailed, outcomeOf, readAt } from './use-lease.ts'

interface SharedClose extends SharedLease {
  readonly close: CloseSandbox
  /** Sees to the matchers of the test that runs now. */
  watch: MatcherWatch
  /** The calls of that test. */
  calls: CallLog
}

/** The fixture of a Close sandbox that all tests of a file share which are made with one `test`. */
export function sharedClose(seed: CloseSeed) {
  const sharers = {}
  return async (
    fixtures: LinkWorkerFixtures,
    use: (close: CloseSandbox) => Promise<void>,
    testInfo: TestInfo,
  ): Promise<void> => {
    const leases = fixtures.sandpitShared as SharedLeases<SharedClose>
    leases.endOthers(testInfo.file)
    const shared = leases.find(sharers) ?? (await take(fixtures, seed, testInfo))
    leases.add(sharers, shared)
    shared.calls = fixtures.sandpitCalls.of(testInfo)
    shared.watch = new MatcherWatch({ around: noticePlace })
    await use(shared.watch.follow(shared.close))
    const told = await shared.watch.end(outcomeOf(testInfo))
    if (told !== undefined || isFailed(testInfo)) await explain(shared, testInfo)
    if (isCutOff(testInfo)) leases.end(sharers, 'retired')
    if (told !== undefined) throw told
  }
}

async function take(
  { sandpitLink, sandpitCalls }: LinkWorkerFixtures,
  seed: CloseSeed,
  testInfo: TestInfo,
): Promise<SharedClose> {
  const data = await readAt(testInfo, () => sendableSeed(seed))
  const { file } = testInfo
  const lease = await beginLease(sandpitLink, { server: 'close', seed: data }, testInfo, false)
  const calls: Pick<CallLog, 'record'> = {
    record: (name, call) => shared.calls.record(name, call),
  }
  const link = leaseLink(linkInSteps(sandpitLink, calls), lease)
  const watch = new MatcherWatch({ around: noticePlace })
  const shared: SharedClose = {
    file,
    leaseId: lease.leaseId,
    watch,
    calls: sandpitCalls.of(testInfo),
    close: watch.follow(
      new CloseSandbox(link, data, { timeLeftMs: () => shared.watch.limits.timeLeftMs() }),
    ),
  }
  return shared
}

async function explain({ close, calls }: SharedClose, testInfo: TestInfo): Promise<void> {
  const { attachEvidence } = await import('./evidence/attach-evidence.ts')
  await attachEvidence(testInfo, close, calls)
}
