import { SandpitError } from '@sandpit/client/errors'

/** How many sandboxes of one server a run may take. */
export interface RunSize {
  /** How many the run's tests use at a time: its number of workers. */
  readonly workers: number
  /**
   * How many more the run keeps, to have one ready when a test asks: emptied and filled while other
   * tests run. `'auto'` takes none until tests have waited for resets as long as a sandbox takes to
   * acquire, then as many as hide that; gives back those that tests do without; and leaves a shared
   * pool its last idle sandbox. Default `'auto'`.
   */
  readonly spares?: number | 'auto'
  /** The most in all. Default: workers and spares; with `'auto'`, four times the workers. */
  readonly ceiling?: number
}

/** The size of a run, with everything decided. */
export interface DecidedSize extends Required<RunSize> {
  /** How many sandboxes tests that wait take, whoever else wants them; what is more is asked for nicely. */
  readonly forTests: number
}

/** With `'auto'`, how many sandboxes a worker may come to have behind it, its own included. */
const mostForWorker = 4

/**
 * Fills in the defaults; a size that is decided stays as it is.
 *
 * @throws SandpitError `configuration` for counts that make no sense.
 */
export function runSize(size: RunSize | DecidedSize): DecidedSize {
  const { workers, spares = 'auto', ceiling } = size
  refuse(
    !isCount(workers) || workers === 0,
    `it was given ${workers} workers. Give it at least one`,
  )
  refuse(
    spares !== 'auto' && !isCount(spares),
    `it was given ${spares} spares. Give it a whole number, none to take no more than one for each worker, or 'auto'`,
  )
  const most = ceiling ?? (spares === 'auto' ? workers * mostForWorker : workers + spares)
  refuse(
    !isCount(most) || most < workers,
    `its ceiling of ${most} is below its ${workers} workers, each of which needs a sandbox. Set \`ceiling\` to ${workers} or more, or run with fewer workers`,
  )
  if ('forTests' in size) return size
  const forTests = spares === 'auto' && ceiling === undefined ? workers : most
  return { workers, spares, ceiling: most, forTests }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0
}

function refuse(isWrong: boolean, problem: string): void {
  if (!isWrong) return
  throw new SandpitError('configuration', `The run cannot start: ${problem}.`)
}
