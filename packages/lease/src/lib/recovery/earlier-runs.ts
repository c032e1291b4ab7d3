import { dirname } from 'node:path'
import { SocketTurns } from '../pool/socket-turns.ts'
import type { RunDirectory } from '../record/run-directory.ts'
import type { Credentials } from '../record/run-journal.ts'
import { type FoundRun, findRuns } from './found-runs.ts'
import { sweep } from './sweep.ts'
import { planSweep } from './sweep-plan.ts'

/** What a run gave back that earlier ones had left. */
export interface Recovered {
  readonly runs: number
  readonly sandboxes: number
}

/** A reaper may be at work for a run that died this short a time ago. */
const reaperEndsWithinMs = 30_000

/** What turns are taken for by runs of one key, so that one of them sweeps at a time. */
const sweepTurn = 'what earlier runs left'

const nothing: Recovered = { runs: 0, sandboxes: 0 }

/**
 * Gives back what earlier runs of this machine left under the same key, when both their main process
 * and their reaper were killed. It goes on beside the tests, and never fails them: what cannot be
 * given back stays for the next run, or for `sandpit sweep`.
 */
export class EarlierRuns {
  readonly #folder: string
  readonly #over = new AbortController()
  #recovered: Promise<Recovered> | undefined

  constructor(own: RunDirectory) {
    this.#folder = dirname(own.path)
  }

  /** Starts once, with the first acquire: a run that asks for nothing makes no call. */
  recover(credentials: Credentials | undefined): void {
    if (credentials === undefined) return
    this.#recovered ??= this.#recover(credentials).catch(() => nothing)
  }

  /** Waits for no turn any longer; answers with what was given back. */
  async end(): Promise<Recovered> {
    this.#over.abort()
    return this.#recovered ?? nothing
  }

  async #recover(credentials: Credentials): Promise<Recovered> {
    const { runs } = await findRuns(this.#folder)
    if (!runs.some((run) => isLeft(run, credentials))) return nothing
    const endTurn = await new SocketTurns(this.#folder, credentials).take(
      sweepTurn,
      this.#over.signal,
    )
    try {
      const plan = await planSweep({ credentials, folder: this.#folder })
      const left = plan.runs.filter(
        ({ found }) => found !== undefined && isLeft(found, credentials),
      )
      const { swept } = await sweep({ ...plan, runs: left, empty: [], turns: [] }, credentials)
      return {
        runs: swept.length,
        sandboxes: swept.reduce((sum, { released }) => sum + released.length, 0),
      }
    } finally {
      endTurn()
    }
  }
}

function isLeft({ life, held, entry, writtenAt }: FoundRun, { baseUrl }: Credentials): boolean {
  const isOver = life === 'dead' && Date.now() - writtenAt > reaperEndsWithinMs
  return isOver && held.length > 0 && entry.baseUrl === baseUrl
}
