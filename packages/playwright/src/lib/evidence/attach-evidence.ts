import type { TestInfo } from '@playwright/test'
import type { CloseDump } from '@sandpit/close'
import { type CloseSandbox, isMatchable } from '@sandpit/close/sandbox'
import { reportCalls, type Sandbox } from '@sandpit/lease/link'
import type { CallLog } from './call-log.ts'

/** How long a sandbox may take to say what it holds, after a test that may have broken it. */
const dumpMs = 5000

/**
 * Attaches what one needs to understand a failure: how the sandbox differs from its seed, what
 * agents and the test asked of it, its seed and what it holds.
 */
export async function attachEvidence(
  testInfo: TestInfo,
  sandbox: CloseSandbox | Sandbox,
  calls: CallLog,
): Promise<void> {
  const madeByTest = String(calls)
  const what = sandbox.server === 'close' ? 'Close' : 'Sandbox'
  const state = await inTime<unknown>(sandbox.dump())
  const evidence = await evidenceOf(sandbox)
  if (!(state instanceof Error)) {
    await attachText(testInfo, `${what} changes`, evidence.changes(state))
  }
  await attachAgentCalls(testInfo, sandbox)
  if (sandbox.seed !== undefined) {
    await attachText(testInfo, `${what} seed`, evidence.seed(sandbox.seed))
  }
  const shown = state instanceof Error ? unreadable(state) : evidence.state(state)
  await attachText(testInfo, `${what} state`, shown)
  await attachText(testInfo, `${what} calls`, madeByTest)
}

/** How data is shown: as code to paste into a test, where its system is known. */
interface Evidence {
  readonly seed: (seed: unknown) => string
  readonly state: (dump: unknown) => string
  readonly changes: (dump: unknown) => string
}

const inJson = (data: unknown): string => JSON.stringify(data, undefined, 2)

const undescribed: Evidence = { seed: inJson, state: inJson, changes: () => '' }

async function evidenceOf(sandbox: CloseSandbox | Sandbox): Promise<Evidence> {
  if (isClose(sandbox)) return evidenceOfClose(sandbox)
  const held: unknown = sandbox
  const format = isMatchable(held) ? await held.format().catch(() => undefined) : undefined
  if (format === undefined) return undescribed
  const changes = (dump: unknown): string =>
    format.show(format.diff(sandbox.seed, dump, 'seeded'), { lines: mostChanges }) || 'none'
  const code = (data: unknown): string => format.toCode(data)
  return { seed: code, state: code, changes }
}

async function evidenceOfClose({ seed }: CloseSandbox): Promise<Evidence> {
  const [{ toCode, toStateCode }, { diffCloseData, formatCloseDiff }] = await Promise.all([
    import('@sandpit/close/code'),
    import('@sandpit/close/compare'),
  ])
  return {
    seed: () => toCode(seed),
    state: (dump) => toStateCode(dump as CloseDump),
    changes: (dump) =>
      formatCloseDiff(diffCloseData(seed, dump as CloseDump, { mode: 'seeded' }), {
        limit: mostChanges,
      }) || 'none',
  }
}

function isClose(sandbox: CloseSandbox | Sandbox): sandbox is CloseSandbox {
  return sandbox.server === 'close'
}

const mostChanges = 200

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
  if (body === '') return
  await testInfo.attach(name, { body, contentType: 'text/plain' })
}
