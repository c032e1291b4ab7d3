import { test, type TestInfo } from '@playwright/test'
import type { LeasedSandbox, LeasePhase, LeaseRequest, Link, OnPhase } from '@sandpit/lease/link'

/**
 * Takes a sandbox for one test, with a step in the report and the trace for each phase of it, as
 * long as the phase took. A notice about a long one is printed here, in the worker, because what
 * a worker prints every reporter of Playwright shows in its own way.
 */
export async function beginInSteps(
  link: Link,
  request: LeaseRequest,
  { file, line, column }: TestInfo,
  signal?: AbortSignal,
): Promise<LeasedSandbox> {
  // Playwright would look for a place to show through the stack, which takes longer than the rest.
  const location = { file, line, column }
  let current: PromiseWithResolvers<void> | undefined
  const show: OnPhase = (phase, notice) => {
    if (notice !== undefined) return void process.stderr.write(`sandpit  ${notice}\n`)
    current?.resolve()
    const running = Promise.withResolvers<void>()
    current = running
    // The step fails with the lease, whose error is the one to be thrown.
    void test.step(titles[phase], () => running.promise, { location }).catch(() => {})
  }
  try {
    const lease = await link.begin(request, signal, show)
    current?.resolve()
    return lease
  } catch (error) {
    current?.reject(error)
    throw error
  }
}

const titles: Readonly<Record<LeasePhase, string>> = {
  acquire: 'Acquire sandbox',
  reset: 'Reset sandbox',
  seed: 'Seed sandbox',
}
