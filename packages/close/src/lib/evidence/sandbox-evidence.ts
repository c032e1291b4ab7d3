import { toCode } from '../code/to-code.ts'
import { toStateCode } from '../code/state-code.ts'
import { diffCloseData } from '../compare/diff-close-data.ts'
import { formatCloseDiff } from '../compare/format-close-diff.ts'
import type { CloseDump } from '../data/close-dump.ts'
import type { CloseSandbox } from '../sandbox/close-sandbox.ts'
import { isMatchable } from '../sandbox/matchable.ts'

/** A sandbox of any system, as far as evidence needs it. */
export interface WitnessedSandbox {
  readonly server: string
  readonly seed: unknown
  dump(): Promise<unknown>
}

/** What one needs to understand a failure, as texts; what is not known is left out. */
export interface SandboxEvidence {
  /** How the sandbox differs from its seed, a line each; `none` where it does not. */
  readonly changes?: string
  /** The seed as code to paste into a test. */
  readonly seed?: string
  /** What it holds as code, or why that could not be read. */
  readonly state: string
}

/** How many changes are told. */
const mostChanges = 200

/**
 * Looks at a sandbox after a test has failed.
 *
 * @param withinMs how long the sandbox may take to say what it holds, in milliseconds
 */
export async function evidenceOf(
  sandbox: WitnessedSandbox,
  withinMs: number,
): Promise<SandboxEvidence> {
  const [state, show] = await Promise.all([inTime(sandbox.dump(), withinMs), showerOf(sandbox)])
  const seed = sandbox.seed === undefined ? {} : { seed: show.seed(sandbox.seed) }
  if (state instanceof Error) return { ...seed, state: unreadable(state) }
  const changes = show.changes?.(state)
  return {
    ...(changes !== undefined && { changes: changes || 'none' }),
    ...seed,
    state: show.state(state),
  }
}

/** What a call answers, or why it did not in time. */
export function inTime<T>(answer: Promise<T>, withinMs: number): Promise<T | Error> {
  const late = Promise.withResolvers<Error>()
  const timer = setTimeout(() => late.resolve(new Error(`no answer in ${withinMs} ms`)), withinMs)
  const state = answer.catch((error: unknown) => error as Error)
  return Promise.race([state, late.promise]).finally(() => clearTimeout(timer))
}

/** Why something could not be read, in the place of it. */
export function unreadable({ message }: Error): string {
  return `could not be read: ${message}`
}

interface Shower {
  readonly seed: (seed: unknown) => string
  readonly state: (dump: unknown) => string
  readonly changes?: (dump: unknown) => string
}

const inJson: Shower = { seed: asJson, state: asJson }

function asJson(data: unknown): string {
  return JSON.stringify(data, undefined, 2)
}

async function showerOf(sandbox: WitnessedSandbox): Promise<Shower> {
  if (isClose(sandbox)) return showerOfClose(sandbox)
  const format = isMatchable(sandbox) ? await sandbox.format().catch(() => undefined) : undefined
  if (format === undefined) return inJson
  return {
    seed: (seed) => format.toCode(seed),
    state: (dump) => format.toCode(dump),
    changes: (dump) =>
      format.show(format.diff(sandbox.seed, dump, 'seeded'), { lines: mostChanges }),
  }
}

function showerOfClose({ seed }: CloseSandbox): Shower {
  return {
    seed: () => toCode(seed),
    state: (dump) => toStateCode(dump as CloseDump),
    changes: (dump) =>
      formatCloseDiff(diffCloseData(seed, dump as CloseDump, { mode: 'seeded' }), {
        limit: mostChanges,
      }),
  }
}

function isClose(sandbox: WitnessedSandbox): sandbox is CloseSandbox {
  return sandbox.server === 'close'
}
