import type { TestInfo } from '@playwright/test'
import { SandpitError } from '@sandpit/client/errors'
import type { TestOutcome } from '@sandpit/close/matchers'
import type { LeasedSandbox, LeaseEnd, LeaseRequest, Link } from '@sandpit/lease/link'
import type { CallLog } from './evidence/call-log.ts'
import { beginInSteps } from './steps/lease-steps.ts'
import { linkInSteps } from './steps/link-in-steps.ts'
import type { LinkWorkerFixtures } from './link-fixtures.ts'

/** What happens with a sandbox while a test holds it. */
export interface LeaseUse<Held> {
  /** Makes what the test holds the sandbox by. */
  readonly open: (link: Link, lease: LeasedSandbox) => Held
  /** Lets the test run, and answers what it has to be told. */
  readonly run: (held: Held) => Promise<Error | void>
  /** Tells what there is to know when the test has failed. */
  readonly explain: (held: Held, calls: CallLog) => Promise<void>
  /** Whether the test has another sandbox of the same server already. */
  readonly besidesOther?: boolean
}

/** Holds a sandbox for as long as a test takes. */
export async function useLease<Held>(
  { sandpitLink, sandpitCalls, sandpitShared }: LinkWorkerFixtures,
  request: LeaseRequest,
  testInfo: TestInfo,
  { open, run, explain, besidesOther = false }: LeaseUse<Held>,
): Promise<void> {
  refuseHooksOfAll(request.server, testInfo)
  sandpitShared.endOthers(testInfo.file)
  const isBeside = besidesOther || sandpitShared.count > 0
  const lease = await beginLease(sandpitLink, request, testInfo, isBeside)
  const calls = sandpitCalls.of(testInfo)
  const held = open(linkInSteps(sandpitLink, calls), lease)
  const told: unknown[] = []
  const tell = (error: unknown): void => void (error === undefined || told.push(error))
  tell(await run(held))
  try {
    const isKept = request.readOnly === true && !isCutOff(testInfo)
    if (isKept) await sandpitLink.confirm(lease.leaseId).catch(tell)
    if (told.length > 0 || isFailed(testInfo)) await explain(held, calls)
    for (const error of told) throw error
  } finally {
    sandpitLink.end(lease.leaseId, leaseEnd(testInfo))
  }
}

/** How long a test waits for a sandbox that none may come free for, since its own worker has it. */
const besideMs = 30_000

/** Takes a sandbox; what goes wrong shows the test that asks for it. */
export async function beginLease(
  link: Link,
  request: LeaseRequest,
  testInfo: TestInfo,
  isBeside: boolean,
): Promise<LeasedSandbox> {
  const signal = isBeside ? AbortSignal.timeout(besideMs) : undefined
  try {
    return await beginInSteps(link, { ...request, label: nameOf(testInfo) }, testInfo, signal)
  } catch (error) {
    throw atTest(testInfo, signal?.aborted === true ? noneBeside(request.server) : error)
  }
}

/** What a test is called in messages. */
export function nameOf({ titlePath }: TestInfo): string {
  return titlePath.join(' > ')
}

function noneBeside(server: string): SandpitError {
  return new SandpitError(
    'exhausted',
    `This worker has a '${server}' sandbox already, shared by the file or of this very test, and the run has no other one. Set \`ceiling\` to so many for each worker as it has at a time, or put tests with a sandbox of their own into another file than those that share one.`,
    { server },
  )
}

/** Reads what a test asks for; what is wrong with it shows the test. */
export async function readAt<T>(testInfo: TestInfo, read: () => Promise<T> | T): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw atTest(testInfo, error)
  }
}

/** Nothing of what a fixture does is the user's; the test that asks for the sandbox is. */
function atTest({ file, line, column }: TestInfo, error: unknown): unknown {
  if (error instanceof Error)
    error.stack = `${error.name}: ${error.message}\n    at ${file}:${line}:${column}`
  return error
}

/**
 * Playwright would set the fixture up for the hook alone and tear it down behind it. Which hook runs,
 * it tells its own fixtures only; where it does not, nothing is refused.
 *
 * @throws SandpitError `configuration`
 */
function refuseHooksOfAll(server: string, testInfo: TestInfo & HookAware): void {
  const hook = testInfo._currentHookType?.()
  if (hook !== 'beforeAll' && hook !== 'afterAll') return
  const error = new SandpitError(
    'configuration',
    `${hook} asks for a '${server}' sandbox, which lasts for one test: ${insteadOf[hook]}`,
    { server },
  )
  throw atTest(testInfo, error)
}

const insteadOf = {
  beforeAll:
    'no test would see what this hook puts into it. Fill the sandbox of each test with the option `seed`, or in beforeEach; `test.shared()` makes a test whose sandbox lasts for the file.',
  afterAll:
    'this hook would not see what any test left in its own. Look at that in afterEach; `test.shared()` makes a test whose sandbox lasts for the file.',
} as const

interface HookAware {
  _currentHookType?(): string | undefined
}

export function isFailed({ status, expectedStatus }: TestInfo): boolean {
  return status !== expectedStatus && status !== 'interrupted'
}

/** What a test that was cut off has started may still be running, with the sandbox's address. */
function leaseEnd(testInfo: TestInfo): LeaseEnd {
  return isCutOff(testInfo) ? 'retired' : 'returned'
}

export function isCutOff({ status }: TestInfo): boolean {
  return status === 'timedOut' || status === 'interrupted'
}

/** How a test went, when its fixtures are torn down. */
export function outcomeOf(testInfo: TestInfo): TestOutcome {
  if (isCutOff(testInfo)) return 'cut off'
  return testInfo.status === 'passed' ? 'passed' : 'failed'
}
