import type { Outcome, TriedClause } from '../contract/contract.ts'
import type { Exchange } from '../contract/exchange.ts'
import { compareShapes } from './compare-shapes.ts'
import { compareTools } from './compare-tools.ts'
import type { Difference } from './difference.ts'
import { shapeOf } from './shape.ts'

/** A clause that was tried somewhere, and what of it must not be shown or does not count. */
export interface TriedThere {
  readonly tried: TriedClause
  readonly secrets: readonly string[]
  /** Of the list of an account, this sandbox alone is compared. */
  readonly sandboxId: string | undefined
}

/** One operation of a clause, on both. */
export interface ComparedCall {
  readonly clause: string
  readonly operation: string
  /** As people read them: `200`, or `503, 200` where it was asked again. */
  readonly service: string
  readonly emulator: string
  readonly serviceMs: number
  readonly emulatorMs: number
  readonly differences: readonly Difference[]
}

/** How a clause went on both: each of its operations, and what holds for all of it. */
export interface ComparedClause {
  readonly calls: readonly ComparedCall[]
  readonly differences: readonly Difference[]
}

/** @param slowMs from when on an answer is slow */
export function compareClause(
  service: TriedThere,
  emulator: TriedThere,
  slowMs: number,
): ComparedClause {
  const { clause } = emulator.tried
  const both = [...emulator.tried.exchanges, ...service.tried.exchanges]
  const operations = [...new Set(both.map(({ operation }) => operation))]
  return {
    calls: operations.map((operation) => {
      const theirs = exchangesOf(operation, service.tried)
      const ours = exchangesOf(operation, emulator.tried)
      return {
        clause: clause.name,
        operation,
        service: statuses(theirs),
        emulator: statuses(ours),
        serviceMs: longest(theirs),
        emulatorMs: longest(ours),
        differences: [
          ...comparedStatuses(operation, theirs, ours),
          ...comparedBodies(
            operation,
            { ...service, exchanges: theirs },
            { ...emulator, exchanges: ours },
          ),
          ...slowness(operation, theirs, ours, slowMs),
        ],
      }
    }),
    differences: [...comparedOutcomes(service, emulator), ...lateness(service, emulator)],
  }
}

function exchangesOf(operation: string, { exchanges }: TriedClause): readonly Exchange[] {
  return exchanges.filter((each) => each.operation === operation)
}

/** The same several times is told once. */
function statuses(exchanges: readonly Exchange[]): string {
  const all = exchanges.map(({ status }) => String(status ?? 'no answer'))
  const told = all.filter((status, index) => status !== all[index - 1])
  return told.length === 0 ? 'not called' : told.join(', ')
}

function longest(exchanges: readonly Exchange[]): number {
  return Math.round(Math.max(0, ...exchanges.map(({ durationMs }) => durationMs)))
}

function comparedStatuses(
  call: string,
  theirs: readonly Exchange[],
  ours: readonly Exchange[],
): readonly Difference[] {
  const [service, emulator] = [statuses(theirs), statuses(ours)]
  return service === emulator ? [] : [{ kind: 'code', call, place: '', service, emulator }]
}

interface Answers extends TriedThere {
  readonly exchanges: readonly Exchange[]
}

/** What worked is compared with what worked, and what was refused with what was refused. */
function comparedBodies(call: string, service: Answers, emulator: Answers): readonly Difference[] {
  if (call === 'MCP tools/list') return comparedTools(service, emulator)
  return [isSuccess, isRefusal].flatMap((isMeant) => {
    const [theirs, ours] = [bodiesOf(service, isMeant), bodiesOf(emulator, isMeant)]
    if (theirs.length === 0 || ours.length === 0) return []
    return compareShapes(call, shapeOf(theirs, service.secrets), shapeOf(ours, emulator.secrets))
  })
}

function comparedTools(service: Answers, emulator: Answers): readonly Difference[] {
  const [theirs, ours] = [bodiesOf(service, isSuccess).at(-1), bodiesOf(emulator, isSuccess).at(-1)]
  return theirs === undefined || ours === undefined ? [] : compareTools(theirs, ours)
}

function bodiesOf(answers: Answers, isMeant: (exchange: Exchange) => boolean): readonly unknown[] {
  return answers.exchanges.filter(isMeant).map(({ body }) => ownBody(body, answers))
}

function isSuccess({ status }: Exchange): boolean {
  return status !== undefined && status < 400
}

function isRefusal({ status }: Exchange): boolean {
  return status !== undefined && status >= 400
}

/** The list of an account without what others have in it. */
function ownBody(body: unknown, { sandboxId }: TriedThere): unknown {
  if (typeof body !== 'object' || body === null || !('sandboxes' in body)) return body
  if (!Array.isArray(body.sandboxes)) return body
  const own = (body.sandboxes as readonly unknown[]).filter(
    (each) =>
      typeof each === 'object' &&
      each !== null &&
      'sandbox_id' in each &&
      each.sandbox_id === sandboxId,
  )
  return { ...body, sandboxes: own }
}

function slowness(
  call: string,
  theirs: readonly Exchange[],
  ours: readonly Exchange[],
  slowMs: number,
): readonly Difference[] {
  const [service, emulator] = [longest(theirs), longest(ours)]
  if (service < slowMs) return []
  return [{ kind: 'slow', call, place: '', service: seconds(service), emulator: seconds(emulator) }]
}

/** A duration as people read it. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

function lateness({ tried }: TriedThere, other: TriedThere): readonly Difference[] {
  if (tried.lagMs === 0) return []
  const service = `shows it after ${seconds(tried.lagMs)}`
  const emulator = other.tried.lagMs === 0 ? 'at once' : `after ${seconds(other.tried.lagMs)}`
  return [{ kind: 'late', call: tried.clause.name, place: '', service, emulator }]
}

function comparedOutcomes(there: TriedThere, here: TriedThere): readonly Difference[] {
  const [service, emulator] = [described(there.tried.outcome), described(here.tried.outcome)]
  if (service === emulator) return []
  const { name, promise } = there.tried.clause
  return [{ kind: 'promise', call: name, place: promise, service, emulator }]
}

function described(outcome: Outcome): string {
  if (outcome.kind === 'kept') return 'kept'
  if (outcome.kind === 'broken') return `broken: ${outcome.how}`
  return `the call failed: ${outcome.error.code}`
}
