import { SandpitError } from '@sandpit/client/errors'
import type { LongWaits } from './long-waits.ts'
import type { RunEventKind, RunLog } from './run-event.ts'
import type { SandboxSource } from '../slots/sandbox-source.ts'
import type { Slot } from '../slots/slot.ts'

/** The same source, with everything that it asks of the service written to a log. */
export function recordSource(
  source: SandboxSource,
  log: RunLog,
  longWaits: LongWaits,
): SandboxSource {
  return {
    parseSeed: (server, value) => source.parseSeed(server, value),
    acquire: (slot, context) =>
      timed(
        'acquire',
        slot,
        log,
        () =>
          longWaits.whileAcquiring(
            slot.server,
            () => source.acquire(slot, context),
            async () => source.holders?.(slot.server),
          ),
        (taken) => taken?.sandboxId,
      ),
    reset: (slot) => timed('reset', slot, log, () => source.reset(slot)),
    seed: (slot, seed) => timed('seed', slot, log, () => source.seed(slot, seed)),
    dump: (slot, into) => source.dump(slot, into),
    differences: (slot, seed) => timed('check', slot, log, () => source.differences(slot, seed)),
    snapshot: (slot) => timed('check', slot, log, () => source.snapshot(slot)),
    changes: (slot, before, after) => source.changes(slot, before, after),
    release: (slot) => timed('release', slot, log, () => source.release(slot)),
    isScarce: (server) => source.isScarce?.(server) ?? false,
    takesOneForOthers: (server, share) => source.takesOneForOthers?.(server, share) ?? false,
    releaseLeftovers: () => source.releaseLeftovers(),
  }
}

async function timed<T>(
  kind: RunEventKind,
  slot: Slot,
  log: RunLog,
  call: () => Promise<T>,
  idOf: (result?: T) => string | undefined = () => slot.sandbox.sandboxId,
): Promise<T> {
  const { server } = slot
  const startMs = log.now()
  try {
    const result = await call()
    log.add({ kind, server, sandboxId: idOf(result), startMs, endMs: log.now() })
    return result
  } catch (error) {
    const { code } = SandpitError.from(error)
    log.add({ kind, server, sandboxId: idOf(), code, startMs, endMs: log.now() })
    throw error
  }
}
