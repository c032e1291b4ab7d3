import type { TestInfo } from '@playwright/test'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import { reportCalls, type Sandbox } from '@sandpit/lease/link'
import type { CallLog } from './call-log.ts'

/** How long a sandbox may take to say what it holds, after a test that may have broken it. */
const dumpMs = 5000

/** Attaches what one needs to understand a failure: what the sandbox holds, and the calls so far. */
export async function attachEvidence(
  testInfo: TestInfo,
  sandbox: Sandbox,
  calls: CallLog,
): Promise<void> {
  const madeByTest = String(calls)
  await attachAgentCalls(testInfo, sandbox)
  const state = await inTime(sandbox.dump())
  await attachText(
    testInfo,
    'Sandbox state',
    state instanceof Error ? unreadable(state) : JSON.stringify(state, undefined, 2),
  )
  await attachText(testInfo, 'Sandbox calls', madeByTest)
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

/** The same for Close: the seed and the state as code to paste into a test, and their difference. */
export async function attachCloseEvidence(
  testInfo: TestInfo,
  close: CloseSandbox,
  calls: CallLog,
): Promise<void> {
  const [{ toCode, toStateCode }, { diffCloseData, formatCloseDiff }] = await Promise.all([
    import('@sandpit/close/code'),
    import('@sandpit/close/compare'),
  ])
  const madeByTest = String(calls)
  await attachAgentCalls(testInfo, close)
  const state = await inTime(close.dump())
  if (!(state instanceof Error)) {
    const changes = diffCloseData(close.seed, state, { mode: 'seeded' })
    await attachText(testInfo, 'Close changes', formatCloseDiff(changes, { limit: 200 }) || 'none')
  }
  await attachText(testInfo, 'Close seed', toCode(close.seed))
  const shown = state instanceof Error ? unreadable(state) : toStateCode(state)
  await attachText(testInfo, 'Close state', shown)
  await attachText(testInfo, 'Close calls', madeByTest)
}

/** What agents asked of the sandbox, which is what most failures of their tests are about. */
async function attachAgentCalls(
  testInfo: TestInfo,
  sandbox: Pick<Sandbox, 'calls'>,
): Promise<void> {
  const made = await inTime(sandbox.calls())
  const shown = made instanceof Error ? unreadable(made) : reportCalls(made)
  await attachText(testInfo, 'Agent calls', shown)
}

async function inTime<T>(answer: Promise<T>): Promise<T | Error> {
  const late = Promise.withResolvers<Error>()
  const timer = setTimeout(() => late.resolve(new Error(`no answer in ${dumpMs} ms`)), dumpMs)
  const state = answer.catch((error: unknown) => error as Error)
  return Promise.race([state, late.promise]).finally(() => clearTimeout(timer))
}

function unreadable({ message }: Error): string {
  return `could not be read: ${message}`
}

async function attachText(testInfo: TestInfo, name: string, body: string): Promise<void> {
  await testInfo.attach(name, { body, contentType: 'text/plain' })
}
