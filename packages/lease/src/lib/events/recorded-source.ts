import { SandpitError } from '@sandpit/client/errors'
import type { LongWaits } from './long-waits.ts'
import type { RunEventKind, RunLog } from './run-event.ts'
import type { SandboxContents, SandboxPool, SandboxSource } from '../slots/sandbox-source.ts'
import type { Slot, SlotSandbox } from '../slots/slot.ts'

/** The same source, with everything that it asks of the service written to a log. */
export function recordSource(
  { pool, contents }: SandboxSource,
  log: RunLog,
  longWaits: LongWaits,
): SandboxSource {
  return { pool: recordPool(pool, log, longWaits), contents: recordContents(contents, log) }
}

function recordPool(pool: SandboxPool, log: RunLog, longWaits: LongWaits): SandboxPool {
  return {
    acquire: (slot, context) => {
      const acquire = (): Promise<SlotSandbox> =>
        longWaits.whileAcquiring(
          slot.server,
          () => pool.acquire(slot, context),
          () => pool.holders(slot.server),
        )
      return timed('acquire', slot, log, acquire, (taken) => taken?.sandboxId)
    },
    release: (slot) => timed('release', slot, log, () => pool.release(slot)),
    isScarce: (server) => pool.isScarce(server),
    takesOneForOthers: (server, share) => pool.takesOneForOthers(server, share),
    isShort: (server) => pool.isShort(server),
    holders: (server) => pool.holders(server),
    settle: () => pool.settle(),
  }
}

function recordContents(contents: SandboxContents, log: RunLog): SandboxContents {
  return {
    parseSeed: (server, value) => contents.parseSeed(server, value),
    reset: (slot) => timed('reset', slot, log, () => contents.reset(slot)),
    seed: (slot, seed) => timed('seed', slot, log, () => contents.seed(slot, seed)),
    dump: (slot, into) => contents.dump(slot, into),
    differences: (slot, seed) => timed('check', slot, log, () => contents.differences(slot, seed)),
    snapshot: (slot) => timed('check', slot, log, () => contents.snapshot(slot)),
    changes: (slot, before, after) => contents.changes(slot, before, after),
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
