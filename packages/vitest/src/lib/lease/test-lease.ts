import type { MatcherWatch, TestOutcome } from '@sandpit/close/matchers'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import type { LeasedSandbox, LeaseRequest, Link, Sandbox } from '@sandpit/lease/link'
import type { TestContext } from 'vitest'
import { LastHooks } from './last-hooks.ts'
import { LeaseWait } from './lease-wait.ts'
import { LingeringLeases } from './lingering-leases.ts'

/** What a lease has to know of the test that it is for. */
export type LeaseContext = Pick<
  TestContext,
  'signal' | 'task' | 'onTestFinished' | 'onTestFailed' | 'annotate'
>

/** What is looked at of a test that is over. */
export type OverlookedTest = Pick<LeaseContext, 'signal' | 'task' | 'annotate'>

const lingering = new LingeringLeases()

/** A test that a sandbox is leased for. */
export interface LeasedTest {
  readonly context: LeaseContext
  /** Sees what becomes of the matchers and calls of the test, and then of those of its last hooks. */
  readonly watch: MatcherWatch
  /** Lets the test run, and answers what it has to be told. */
  readonly run: (lease: LeasedSandbox) => Promise<Error | void>
}

/**
 * Leases a sandbox for one test, and for what `onTestFinished` and `onTestFailed` run after it, when
 * Vitest has torn its fixtures down.
 */
export async function withLease(
  link: Link,
  request: LeaseRequest,
  { context, watch, run }: LeasedTest,
): Promise<void> {
  const wait = new LeaseWait()
  const hooks = new LastHooks(context)
  hooks.tell(() => wait.explain(request.server, context))
  const lease = await begin(link, request, context, wait)
  const end = (): void => link.end(lease.leaseId, context.signal.aborted ? 'retired' : 'returned')
  const told = await run(lease)
  // Thrown here, Vitest 4 would report it twice.
  hooks.tell(() => told ?? undefined)
  const isPassed = told === undefined && outcomeOf(context) === 'passed'
  if (!isPassed) return hooks.afterFailed(lingering.add(end))
  if (request.readOnly !== true) {
    const endOnce = lingering.add(end)
    return hooks.afterFinished(async () => {
      const forgotten = await watch.end('passed')
      endOnce()
      if (forgotten !== undefined) throw forgotten
    })
  }
  // The proof of a test that only reads comes last of all, before anybody can write again.
  await link.confirm(lease.leaseId).catch((error: Error) => hooks.tell(() => error))
  end()
}

/**
 * Sees what became of the matchers of a test that is over, and has its report say what there is to
 * know of its sandbox, if there is one and the test has failed. Answers what the test has to be told.
 */
export async function overlook(
  sandbox: CloseSandbox | Sandbox | undefined,
  watch: MatcherWatch,
  context: OverlookedTest,
): Promise<Error | undefined> {
  const told = await watch.end(outcomeOf(context))
  if (sandbox === undefined || (told === undefined && outcomeOf(context) === 'passed')) return told
  const { attachEvidence } = await import('./attach-evidence.ts')
  await attachEvidence(context, sandbox)
  return told
}

/** The same for a local sandbox, of which a report has what agents asked of it. */
export async function overlookCalls(
  sandbox: Pick<Sandbox, 'calls'>,
  watch: MatcherWatch,
  context: OverlookedTest,
): Promise<Error | undefined> {
  const told = await watch.end(outcomeOf(context))
  if (told === undefined && outcomeOf(context) === 'passed') return undefined
  const { attachCalls } = await import('./attach-evidence.ts')
  await attachCalls(context, sandbox)
  return told
}

async function begin(
  link: Link,
  request: LeaseRequest,
  { signal, task }: LeaseContext,
  wait: LeaseWait,
): Promise<LeasedSandbox> {
  let stopWaiting: (() => void) | undefined
  try {
    return await link.begin({ ...request, label: task.fullName }, signal, (phase) => {
      wait.enter(phase)
      if (phase === 'acquire') stopWaiting ??= lingering.wait()
    })
  } finally {
    wait.end()
    stopWaiting?.()
  }
}

/** How a test went, once it is over but for its hooks. */
export function outcomeOf({ task, signal }: Pick<LeaseContext, 'task' | 'signal'>): TestOutcome {
  if (signal.aborted) return 'cut off'
  return task.result?.state === 'fail' ? 'failed' : 'passed'
}
