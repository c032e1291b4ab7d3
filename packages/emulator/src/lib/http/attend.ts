import { ApiError } from '../api-error.ts'
import type { EmulatorCore } from '../core.ts'
import type { Strike } from '../faults/fault-plan.ts'
import { rateLimitHeaders } from '../faults/rate-limiter.ts'
import type { OperationName } from '../operations/operation-name.ts'
import { exhausted } from '../sandbox/sandbox-registry.ts'
import type { ServerName } from '../sandbox/server-name.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type Exchange, type JsonAnswer, jsonAnswer } from './exchange.ts'

/** A call that has been let in. */
export interface Admitted {
  readonly operation: OperationName
  readonly server: ServerName | undefined
  /** What the log says was asked for. */
  readonly title: string
  /** What was sent, for the log. */
  readonly input: string
  /** Does the work at once, whole or not at all. */
  readonly work: (strike: Strike) => Promise<Worked> | Worked
}

/** What came of the work. */
export interface Worked {
  /** JSON to send, or an answer that sends itself. */
  readonly answer: JsonAnswer | Response
  /** The sandbox that it was about. */
  readonly sandbox: Sandbox | undefined
}

/**
 * Takes a call through everything that is not its own work: counting, rate limits, latency, and
 * whatever the fault plan has in store for it.
 */
export async function attend(
  exchange: Exchange,
  core: EmulatorCore,
  call: Admitted,
): Promise<Response> {
  const at = core.clock.now()
  const startedAt = performance.now()
  const note = (outcome: string, output: string, sandbox?: Sandbox): void => {
    const { operation, title, input } = call
    const durationMs = performance.now() - startedAt
    core.log.add({
      at,
      operation,
      title,
      input,
      outcome,
      output,
      durationMs,
      sandboxId: sandbox?.id,
    })
  }
  try {
    return await carryOut(exchange, core, call, note)
  } catch (error) {
    if (error instanceof ApiError) note(String(error.status), JSON.stringify(error.detail))
    else note('broken', '')
    throw error
  }
}

type Note = (outcome: string, output: string, sandbox?: Sandbox) => void

async function carryOut(
  exchange: Exchange,
  core: EmulatorCore,
  { operation, server, work }: Admitted,
  note: Note,
): Promise<Response> {
  core.count(operation)
  const headers = admitOrThrow(core)
  const strike = core.plan.strike(operation, server)
  if (strike.delayMs > 0) await core.clock.sleep(strike.delayMs)
  const refused = refuse(exchange, strike, server)
  if (refused !== undefined) {
    note(`fault: ${strike.fault?.kind ?? ''}`, '')
    return refused
  }
  // The caller may have gone away meanwhile. The work is done all the same, as the service would.
  const { answer, sandbox } = await work(strike)
  if (strike.breaksSandbox) sandbox?.breakDown(core.clock.now())
  if (answer instanceof Response) {
    // A tool's call is noted where it is made: its answer is a stream.
    return isCut(strike) ? exchange.drop() : answer
  }
  note(
    isCut(strike) ? `fault: ${strike.fault?.kind ?? ''}` : String(answer.status),
    answer.text,
    sandbox,
  )
  if (strike.fault?.kind === 'lose') return exchange.drop()
  const full = { ...answer, headers: { ...answer.headers, ...headers } }
  return strike.fault?.kind === 'truncate' ? exchange.truncate(full) : exchange.send(full)
}

function isCut({ fault }: Strike): boolean {
  return fault?.kind === 'lose' || fault?.kind === 'truncate'
}

/** The texts of both limits are not recorded for the service and are inferred. */
function admitOrThrow({ limiter }: EmulatorCore): Record<string, string> {
  if (limiter === undefined) return {}
  const allowance = limiter.take()
  const headers = rateLimitHeaders(allowance)
  if (allowance.remaining < 0) throw new ApiError(429, 'Rate limit exceeded', headers)
  return headers
}

function refuse(
  exchange: Exchange,
  { fault }: Strike,
  server: ServerName | undefined,
): Response | undefined {
  if (fault?.kind === 'exhaust') throw exhausted(server ?? 'close')
  if (fault?.kind === 'drop') return exchange.drop()
  if (fault?.kind !== 'error') return undefined
  return exchange.send(jsonAnswer(fault.status, fault.body ?? { detail: 'Injected fault' }))
}
