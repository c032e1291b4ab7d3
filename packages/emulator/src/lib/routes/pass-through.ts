import type { EmulatorCore } from '../core/core.ts'
import type { Strike } from '../faults/fault-plan.ts'
import type { OperationName } from '../faults/operation-name.ts'
import { rateLimitHeaders } from '../faults/rate-limiter.ts'
import { type Answer, jsonAnswer } from '../http/answer.ts'
import { ApiError } from '../http/api-error.ts'
import { exhausted } from '../sandbox/sandbox-registry.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { ServerName } from '../sandbox/server-name.ts'

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
  readonly answer: Answer
  /** The sandbox that it was about. */
  readonly sandbox: Sandbox | undefined
  /** Whether the log has it already, as it has a tool's call; not unless given. */
  readonly isLogged?: boolean
}

/**
 * Takes a call through everything that is not its own work: counting, rate limits, latency, and
 * whatever the fault plan has in store for it.
 */
export async function passThrough(core: EmulatorCore, call: Admitted): Promise<Answer> {
  const at = core.clock.now()
  const startedAt = performance.now()
  const note = (outcome: string, output: string, sandbox?: Sandbox): void => {
    const { operation, title, input } = call
    const durationMs = performance.now() - startedAt
    const sandboxId = sandbox?.id
    core.log.add({ at, operation, title, input, outcome, output, durationMs, sandboxId })
  }
  try {
    return await carryOut(core, call, note)
  } catch (error) {
    if (error instanceof ApiError) note(String(error.status), JSON.stringify(error.detail))
    else note('broken', '')
    throw error
  }
}

type Note = (outcome: string, output: string, sandbox?: Sandbox) => void

async function carryOut(
  core: EmulatorCore,
  { operation, server, work }: Admitted,
  note: Note,
): Promise<Answer> {
  core.count(operation)
  const headers = admitOrThrow(core)
  const strike = core.plan.strike(operation, server)
  if (strike.delayMs > 0) await core.clock.sleep(strike.delayMs)
  const refused = refuse(strike, server)
  if (refused !== undefined) {
    note(`fault: ${strike.fault?.kind ?? ''}`, '')
    return refused
  }
  // The caller may have gone away meanwhile. The work is done all the same, as the service would.
  const { answer, sandbox, isLogged = false } = await work(strike)
  if (strike.breaksSandbox) sandbox?.breakDown(core.clock.now())
  const arrives = arrivalOf(strike)
  const outcome = arrives ? `fault: ${strike.fault?.kind ?? ''}` : String(answer.status)
  if (!isLogged || arrives !== undefined) note(outcome, answer.text, sandbox)
  return headers === undefined && arrives === undefined ? answer : amended(answer, headers, arrives)
}

function amended(
  answer: Answer,
  headers: Record<string, string> | undefined,
  arrives: Answer['arrives'],
): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers }, ...(arrives && { arrives }) }
}

const NOTHING: Answer = { status: 0, text: '', arrives: 'nothing' }

function arrivalOf({ fault }: Strike): Answer['arrives'] {
  if (fault?.kind === 'lose') return 'nothing'
  return fault?.kind === 'truncate' ? 'half' : undefined
}

/** The texts of both limits are not recorded for the service and are inferred. */
function admitOrThrow({ limiter }: EmulatorCore): Record<string, string> | undefined {
  if (limiter === undefined) return undefined
  const allowance = limiter.take()
  const headers = rateLimitHeaders(allowance)
  if (allowance.remaining < 0) throw new ApiError(429, 'Rate limit exceeded', headers)
  return headers
}

function refuse({ fault }: Strike, server: ServerName | undefined): Answer | undefined {
  if (fault?.kind === 'exhaust') throw exhausted(server ?? 'close')
  if (fault?.kind === 'drop') return NOTHING
  if (fault?.kind !== 'error') return undefined
  return jsonAnswer(fault.status, fault.body ?? { detail: 'Injected fault' })
}
