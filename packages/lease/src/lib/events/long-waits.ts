import type { LastAnswer, AnswerHistory } from './answer-history.ts'
import type { LeasePhase, OnPhase } from '../link/link.ts'
import { count } from '../text/amount.ts'

/** A wait is long, and worth a line, after this. */
export const longMs = 5000

/** The pause after a run's first line; each is three times the one before it, up to the longest. */
const firstPauseMs = 10_000
const longestPauseMs = 60_000

/** A worker that waits. */
export interface OpenWait {
  readonly server: string
  /** What it waits for now. */
  phase: LeasePhase
  readonly sinceMs: number
  readonly onPhase: OnPhase | undefined
}

/** Says who holds the sandboxes, in a sentence, where anybody can tell. */
type AskHolders = () => Promise<string | undefined>

export interface LongWaitsOptions {
  readonly answers: Pick<AnswerHistory, 'of'>
  /** When a run gives up that the pool gives nothing, in milliseconds. */
  readonly waitMs: number
  /** Hears the lines, instead of whoever has waited longest. */
  readonly say?: ((notice: string) => void) | undefined
}

/**
 * Says, when a wait has become long, what is waited for, how long, why, and what to do: one line
 * for all who wait, and then rarely. A run in which nothing takes long says nothing.
 */
export class LongWaits {
  readonly #options: LongWaitsOptions
  /** In the order in which they began. */
  readonly #open = new Set<OpenWait>()
  /** The acquires of each server that are under way: whom to ask who holds its sandboxes. */
  readonly #acquiring = new Map<string, Set<AskHolders>>()
  #timer: NodeJS.Timeout | undefined
  #lines = 0
  #quietUntil = 0

  constructor(options: LongWaitsOptions) {
    this.#options = options
  }

  start(server: string, phase: LeasePhase, onPhase: OnPhase | undefined): OpenWait {
    const wait = { server, phase, sinceMs: performance.now(), onPhase }
    this.#open.add(wait)
    this.#arm()
    return wait
  }

  end(wait: OpenWait): void {
    this.#open.delete(wait)
  }

  async whileAcquiring<T>(
    server: string,
    acquire: () => Promise<T>,
    askHolders: AskHolders,
  ): Promise<T> {
    const underWay = this.#acquiring.get(server) ?? new Set()
    this.#acquiring.set(server, underWay.add(askHolders))
    try {
      return await acquire()
    } finally {
      underWay.delete(askHolders)
    }
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#open.clear()
  }

  /** At most one timer, left alone by waits that end, so that a short wait costs next to nothing. */
  #arm(): void {
    if (this.#timer !== undefined) return
    const [oldest] = this.#open
    if (oldest === undefined) return
    const due = Math.max(oldest.sinceMs + longMs, this.#quietUntil)
    this.#timer = setTimeout(this.#look, Math.max(0, due - performance.now()))
    this.#timer.unref()
  }

  readonly #look = (): void => {
    this.#timer = undefined
    const [oldest] = this.#open
    if (oldest !== undefined) void this.#speak(oldest)
    this.#arm()
  }

  async #speak(wait: OpenWait): Promise<void> {
    const now = performance.now()
    const lastsMs = now - wait.sinceMs
    if (lastsMs < longMs) return
    this.#quietUntil = now + Math.min(longestPauseMs, firstPauseMs * 3 ** this.#lines++)
    const why = await this.#explain(wait)
    if (!this.#open.has(wait)) return
    const notice = `${this.#describe(wait)}, ${seconds(lastsMs)} so far: ${why}`
    if (this.#options.say === undefined) wait.onPhase?.(wait.phase, notice)
    else this.#options.say(notice)
  }

  #describe({ server, phase }: OpenWait): string {
    const alike = [...this.#open].filter((each) => each.server === server && each.phase === phase)
    const wanted =
      phase === 'acquire' ? `a '${server}' sandbox` : `the ${phase} of a '${server}' sandbox`
    return `${count(alike.length, 'worker waits', 'workers wait')} for ${wanted}`
  }

  async #explain({ server, phase }: OpenWait): Promise<string> {
    const answer = this.#options.answers.of(server, phase === 'seed' ? 'initialize' : phase)
    if (phase === 'acquire') return this.#explainAcquire(server, answer)
    return `${explainCall(answer)} With \`spares\`, that happens while other tests run.`
  }

  async #explainAcquire(server: string, answer: LastAnswer | undefined): Promise<string> {
    const [askHolders] = this.#acquiring.get(server) ?? []
    if (askHolders === undefined) {
      return 'all that this run may take are in use or being emptied. Run fewer tests at a time.'
    }
    if (answer?.code === undefined) return 'the service has not given one yet.'
    if (answer.code !== 'exhausted') return explainCall(answer)
    const holders = (await askHolders()) ?? ''
    return (
      `the service has none idle. ${holders} \`npx sandpit ls\` says more, \`npx sandpit sweep\` gives ` +
      `back what dead runs left; a run that gets none gives up after ${seconds(this.#options.waitMs)} (\`waitMs\`).`
    )
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`
}

function explainCall(answer: LastAnswer | undefined): string {
  if (answer?.code === undefined) return 'the service has not answered yet.'
  const { code, status, times } = answer
  const how = status === undefined ? code : `${status}, ${code}`
  return `the service failed ${count(times, 'time', 'times')} in a row (${how}), and is asked again.`
}
