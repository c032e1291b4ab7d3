import type { TestInfo } from '@playwright/test'
import { evidenceOf, inTime, unreadable, type WitnessedSandbox } from '@sandpit/close/evidence'
import { reportCalls, type Sandbox } from '@sandpit/lease/link'
import type { CallLog } from './call-log.ts'

/** How long a sandbox may take to say what it holds, after a test that may have broken it. */
const withinMs = 5000

/**
 * Attaches what one needs to understand a failure: how the sandbox differs from its seed, what
 * agents and the test asked of it, its seed and what it holds.
 */
export async function attachEvidence(
  testInfo: TestInfo,
  sandbox: WitnessedSandbox & Pick<Sandbox, 'calls'>,
  calls: CallLog,
): Promise<void> {
  const madeByTest = String(calls)
  const what = sandbox.server === 'close' ? 'Close' : 'Sandbox'
  const { changes, seed, state } = await evidenceOf(sandbox, withinMs)
  if (changes !== undefined) await attachText(testInfo, `${what} changes`, changes)
  await attachAgentCalls(testInfo, sandbox)
  if (seed !== undefined) await attachText(testInfo, `${what} seed`, seed)
  await attachText(testInfo, `${what} state`, state)
  await attachText(testInfo, `${what} calls`, madeByTest)
}

/** Attaches the calls alone: a local sandbox is a machine, too large for a report. */
export async function attachCalls(
  testInfo: TestInfo,
  sandbox: Pick<Sandbox, 'calls'>,
  calls: CallLog,
): Promise<void> {
  await attachAgentCalls(testInfo, sandbox)
  await attachText(testInfo, 'Sandbox calls', String(calls))
}

/** What agents asked of the sandbox, which is what most failures of their tests are about. */
async function attachAgentCalls(
  testInfo: TestInfo,
  sandbox: Pick<Sandbox, 'calls'>,
): Promise<void> {
  const made = await inTime(sandbox.calls(), withinMs)
  const shown = made instanceof Error ? unreadable(made) : reportCalls(made)
  await attachText(testInfo, 'Agent calls', shown)
}

async function attachText(testInfo: TestInfo, name: string, body: string): Promise<void> {
  await testInfo.attach(name, { body: body.trimEnd(), contentType: 'text/plain' })
}
