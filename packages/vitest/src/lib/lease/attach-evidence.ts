import { evidenceOf, inTime, unreadable, type WitnessedSandbox } from '@sandpit/close/evidence'
import { reportCalls, type Sandbox } from '@sandpit/lease/link'
import type { TestContext } from 'vitest'

/** How long a sandbox may take to say what it holds, after a test that may have broken it. */
const withinMs = 2000

/** How much of one text is in the message, which terminals and JUnit show; the attachment has all. */
const shownLetters = 1500
const shownLines = { ofWhatHappened: 12, ofData: 3 }

/**
 * Annotates a failed test with what one needs to understand it: how the sandbox differs from its
 * seed, what agents asked of it, its seed and what it holds.
 */
export async function attachEvidence(
  context: Pick<TestContext, 'annotate' | 'task'>,
  sandbox: WitnessedSandbox & Pick<Sandbox, 'calls'>,
): Promise<void> {
  const what = sandbox.server === 'close' ? 'Close' : 'Sandbox'
  const [{ changes, seed, state }, calls] = await Promise.all([
    evidenceOf(sandbox, withinMs),
    textOfCalls(sandbox),
  ])
  const { ofWhatHappened, ofData } = shownLines
  if (changes !== undefined) await annotate(context, `${what} changes`, changes, ofWhatHappened)
  await annotate(context, 'Agent calls', calls, ofWhatHappened)
  if (seed !== undefined) await annotate(context, `${what} seed`, seed, ofData)
  await annotate(context, `${what} state`, state, ofData)
}

/** Annotates with the calls alone: a local sandbox is a machine, too large for a report. */
export async function attachCalls(
  context: Pick<TestContext, 'annotate' | 'task'>,
  sandbox: Pick<Sandbox, 'calls'>,
): Promise<void> {
  const calls = await textOfCalls(sandbox)
  await annotate(context, 'Agent calls', calls, shownLines.ofWhatHappened)
}

async function textOfCalls(sandbox: Pick<Sandbox, 'calls'>): Promise<string> {
  const made = await inTime(sandbox.calls(), withinMs)
  return made instanceof Error ? unreadable(made) : reportCalls(made)
}

/**
 * Vitest takes no annotation for a test that has failed, and no other has anything to tell: for the
 * length of the call the test is one that runs.
 */
async function annotate(
  { annotate: add, task }: Pick<TestContext, 'annotate' | 'task'>,
  name: string,
  text: string,
  lines: number,
): Promise<void> {
  const result = task.result as { state: string } | undefined
  const state = result?.state ?? 'run'
  if (result !== undefined) result.state = 'run'
  const attachment = { body: Buffer.from(text), contentType: 'text/plain' }
  let added: Promise<unknown>
  try {
    added = add(`${name}:${shown(text.trim(), lines)}`, 'sandpit', attachment)
  } finally {
    if (result !== undefined) result.state = state
  }
  await added
}

function shown(text: string, most: number): string {
  const lines = text.split('\n')
  const first = lines.slice(0, most).join('\n').slice(0, shownLetters)
  if (lines.length === 1 && first === text) return ` ${text}`
  const cut = first.length < text.length ? `\n... [cut: ${lines.length} lines in all]` : ''
  return `\n${first}${cut}`.replaceAll('\n', '\n      ')
}
