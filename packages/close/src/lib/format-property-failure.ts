import { type RunDetails, stringify } from 'fast-check'
import type { CloseData } from './close-data.ts'
import { toCode } from './to-code.ts'

export interface PropertyFailureOptions {
  /**
   * How to run the counterexample again, as code, given fast-check's seed and path;
   * its own parameters by default.
   */
  readonly replay?: (seed: number, path: string) => string
}

/**
 * Why a property failed, for a person to read: what its predicate did, the smallest counterexample
 * as builder code to paste, and how to run it again. Nothing when it did not fail.
 *
 * Takes what `fc.check` answers, so any test runner can report with it.
 */
export function formatPropertyFailure<Values extends unknown[]>(
  details: RunDetails<Values>,
  { replay = defaultReplay }: PropertyFailureOptions = {},
): string | undefined {
  const { failed, numRuns, numShrinks, seed, counterexample, counterexamplePath } = details
  if (!failed) return undefined
  if (counterexample === null) return `The property could not be checked: ${whyNot(details)}.`
  const runs = numRuns === 1 ? '1 run' : `${numRuns} runs`
  const shrinks = numShrinks === 1 ? '1 shrink' : `${numShrinks} shrinks`
  return [
    `The property failed after ${runs} and ${shrinks}: ${whatHappened(details.errorInstance)}.`,
    '',
    'Counterexample:',
    ...counterexample.map((value) => indented(valueCode(value))),
    '',
    'Run it again with:',
    indented(replay(seed, counterexamplePath ?? '')),
  ].join('\n')
}

/** Whether the predicate returned false, ran out of time, or threw, and what. */
function whatHappened(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (message.startsWith('Property failed by returning false'))
    return 'its predicate returned false'
  const timeout = /^Property timeout: exceeded limit of (\d+) milliseconds/.exec(message)
  if (timeout) return `its predicate took longer than ${timeout[1]} ms`
  const name = error instanceof Error ? error.name : typeof error
  return `its predicate threw ${name}: ${message}`
}

function whyNot({
  interrupted,
  numSkips,
}: {
  readonly interrupted: boolean
  readonly numSkips: number
}): string {
  if (interrupted) return 'it was interrupted before a run came to an end'
  return `${numSkips} runs were skipped by preconditions, and too few were left`
}

/** Close data as builder code, anything else as fast-check shows it. */
function valueCode(value: unknown): string {
  return isCloseData(value) ? toCode(value) : stringify(value)
}

function isCloseData(value: unknown): value is CloseData {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.keys(value).every((key) => key === 'leads')
}

function defaultReplay(seed: number, path: string): string {
  return `{ seed: ${seed}, path: '${path}' }`
}

function indented(code: string): string {
  return code.replaceAll(/^/gm, '  ')
}
