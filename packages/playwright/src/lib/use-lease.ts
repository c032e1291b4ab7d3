import type { TestInfo } from '@playwright/test'
import { type LeaseEnd, type LeaseLink, leaseLink, type LeaseRequest } from '@sandpit/lease/link'
import { beginInSteps } from './lease-steps.ts'
import type { LinkFixtures, LinkWorkerFixtures } from './link-test.ts'
import { sandboxInSteps } from './sandbox-in-steps.ts'

/** What happens with a sandbox while a test holds it. */
export interface LeaseUse {
  /** Lets the test run. */
  readonly run: (sandbox: LeaseLink) => Promise<void>
  /** Tells what there is to know when the test has failed. */
  readonly explain: (sandbox: LeaseLink) => Promise<void>
}

/** Holds a sandbox for as long as a test takes. */
export async function useLease(
  { sandpitLink, sandpitCalls }: LinkFixtures & LinkWorkerFixtures,
  request: LeaseRequest,
  testInfo: TestInfo,
  { run, explain }: LeaseUse,
): Promise<void> {
  const lease = await beginInSteps(sandpitLink, request)
  const sandbox = sandboxInSteps(leaseLink(sandpitLink, lease), sandpitCalls)
  await run(sandbox)
  try {
    if (isFailed(testInfo)) await explain(sandbox)
  } finally {
    sandpitLink.end(lease.leaseId, leaseEnd(testInfo))
  }
}

function isFailed({ status, expectedStatus }: TestInfo): boolean {
  return status !== expectedStatus && status !== 'interrupted'
}

/** What a test that was cut off has started may still be running, with the sandbox's address. */
function leaseEnd({ status }: TestInfo): LeaseEnd {
  return status === 'timedOut' || status === 'interrupted' ? 'retired' : 'returned'
}
