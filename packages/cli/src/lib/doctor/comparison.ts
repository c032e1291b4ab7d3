import { redact } from '@sandpit/client/printable'
import { type ComparedCall, compareClause } from './compare-clause.ts'
import type { Difference } from './difference.ts'
import type { TriedService } from './tried-service.ts'

/** How a service differs from the emulator, fit to be shown to anybody. */
export interface Comparison {
  readonly calls: readonly ComparedCall[]
  readonly differences: readonly Difference[]
  readonly durationMs: number
  /** How many sandboxes the list of the service shows still; null where it could not be asked. */
  readonly left: number | null
}

/** What is slower than this makes people wait. */
const slowAfterMs = 3_000

export function compareServices(
  service: TriedService,
  emulator: TriedService,
  slowMs: number = slowAfterMs,
): Comparison {
  const clauses = emulator.clauses.flatMap((ours) => {
    const theirs = service.clauses.find(({ clause }) => clause === ours.clause)
    if (theirs === undefined) return []
    return [compareClause({ ...service, tried: theirs }, { ...emulator, tried: ours }, slowMs)]
  })
  const shown = (all: readonly Difference[]): readonly Difference[] =>
    all.map((each) => redacted(each, service.secrets))
  return {
    calls: clauses.flatMap(({ calls }) =>
      calls.map((call) => ({ ...call, differences: shown(call.differences) })),
    ),
    differences: once(
      shown(
        clauses.flatMap(({ calls, differences }) => [
          ...differences,
          ...calls.flatMap((call) => call.differences),
        ]),
      ),
    ),
    durationMs: Math.round(service.durationMs),
    left: service.end.left ?? null,
  }
}

/** Calls that several clauses make differ in the same way each time. */
function once(all: readonly Difference[]): readonly Difference[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()]
}

/** Names of fields and tools, and what schemas say, are the service's words too. */
function redacted({ kind, ...texts }: Difference, secrets: readonly string[]): Difference {
  const { call, place, service, emulator } = texts
  return {
    kind,
    call,
    place: redact(place, secrets),
    service: redact(service, secrets),
    emulator: redact(emulator, secrets),
  }
}
