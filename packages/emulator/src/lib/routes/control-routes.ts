import type { EmulatorCore } from '../core/core.ts'
import { emulatedSandboxes } from '../core/emulated-sandbox.ts'
import { faults } from '../faults/fault.ts'
import { latencies } from '../faults/latency.ts'
import { jsonAnswer } from '../http/answer.ts'
import { ApiError } from '../http/api-error.ts'
import type { KeyCheck } from '../http/api-key.ts'
import type { Exchange } from '../http/exchange.ts'
import { decodeBody, readBody } from '../http/json-body.ts'
import type { PathParameters, Route } from '../http/route.ts'
import { type Check, nullable, REFUSED } from '../validation/check.ts'
import { model, optional } from '../validation/containers.ts'
import { Problems } from '../validation/problems.ts'
import { integerBetween, string } from '../validation/scalars.ts'

/** Where a test steers the emulator while it runs; under a path that the service does not have. */
const CONTROL_PATH = '/_sandpit'

interface ClockMove {
  /** An ISO date-time to set the clock to. */
  readonly now: string | null
  /** How far to move the clock on, in milliseconds; after `now`, when both are given. */
  readonly advanceMs: number | null
}

const clockMove: Check<ClockMove> = model<ClockMove>({
  now: optional(nullable(string), null),
  advanceMs: optional(nullable(integerBetween(0, Number.MAX_SAFE_INTEGER)), null),
})

/**
 * The control endpoint, behind the same key:
 * `GET /_sandpit/state`, `PUT /_sandpit/faults`, `PUT /_sandpit/latency`, `POST /_sandpit/clock`
 * and `POST /_sandpit/sandboxes/:id/break`. Each answers the state after it.
 */
export function controlRoutes(core: EmulatorCore, checkKey: KeyCheck): readonly Route[] {
  type Work = (exchange: Exchange, parameters: PathParameters) => Promise<void> | void
  const route = (method: string, path: string, work: Work): Route => ({
    method,
    path: `${CONTROL_PATH}${path}`,
    async answer(exchange, parameters) {
      checkKey(exchange.header('authorization'))
      await work(exchange, parameters)
      return jsonAnswer(200, stateOf(core))
    },
  })
  return [
    route('GET', '/state', () => {}),
    route('PUT', '/faults', async (exchange) => {
      core.plan.faults = await bodyOf(exchange, faults)
    }),
    route('PUT', '/latency', async (exchange) => {
      core.plan.latency = await bodyOf(exchange, latencies)
    }),
    route('POST', '/clock', async (exchange) => {
      moveClock(core, await bodyOf(exchange, clockMove))
    }),
    route('POST', '/sandboxes/:id/break', (_exchange, { id = '' }) => breakSandbox(core, id)),
  ]
}

/** Puts a sandbox into `error`. Throws 404 for one that there is not. */
export function breakSandbox(core: EmulatorCore, sandboxId: string): void {
  const sandbox = core.registry.find(sandboxId)
  if (sandbox === undefined) throw new ApiError(404, `There is no sandbox '${sandboxId}'`)
  sandbox.breakDown(core.clock.now())
}

function moveClock({ clock }: EmulatorCore, { now, advanceMs }: ClockMove): void {
  if (now !== null && Number.isNaN(Date.parse(now))) {
    throw new ApiError(422, `'${now}' is not a date-time`)
  }
  if (now !== null) clock.set(new Date(now))
  if (advanceMs !== null) clock.advance(advanceMs)
}

function stateOf(core: EmulatorCore): object {
  return {
    now: core.clock.now().toISOString(),
    calls: core.counts,
    sandboxes: emulatedSandboxes(core.registry),
    faults: core.plan.faults,
    latency: core.plan.latency,
  }
}

async function bodyOf<T>(exchange: Exchange, check: Check<T>): Promise<T> {
  const body = readBody(decodeBody(await exchange.bytes()), exchange.header('content-type'))
  const problems = new Problems()
  const value = problems.at('body', () => check(body, problems))
  if (value === REFUSED) throw new ApiError(422, problems.list)
  return value
}
