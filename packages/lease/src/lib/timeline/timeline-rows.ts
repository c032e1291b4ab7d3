import type { RunEvent } from '../events/run-event.ts'

/** A sandbox of a run, or the place for what happened before there was one. */
export interface TimelineRow {
  readonly server: string
  readonly sandboxId: string | undefined
  readonly events: readonly RunEvent[]
}

/** One row a sandbox, in the order in which they were taken; what had none comes first. */
export function timelineRows(events: readonly RunEvent[]): readonly TimelineRow[] {
  const ordered = [...events].sort((a, b) => a.startMs - b.startMs)
  const rows = Map.groupBy(ordered, ({ sandboxId }) => sandboxId)
  const first = rows.get(undefined)
  rows.delete(undefined)
  return [...(first === undefined ? [] : [first]), ...rows.values()].map((own) => ({
    server: own.find(({ server }) => server !== '')?.server ?? '',
    sandboxId: own[0]?.sandboxId,
    events: own,
  }))
}

/** Sandboxes that were taken and, as far as the run knows, never given back. */
export function leftBehind(events: readonly RunEvent[]): readonly string[] {
  const held = new Set<string>()
  for (const { kind, sandboxId, code } of events) {
    if (sandboxId === undefined || code !== undefined) continue
    if (kind === 'acquire') held.add(sandboxId)
    if (kind === 'release') held.delete(sandboxId)
  }
  return [...held]
}
