import { SandpitError } from '@sandpit/client/errors'
import type { LeasedSandbox, LeasePhase, LeaseRequest, Link, OnPhase } from '../link/link.ts'
import type { LongWaits, OpenWait } from './long-waits.ts'
import type { RunEvent, RunLog } from './run-event.ts'

/** A shorter wait is none. */
const noticedMs = 1

/** The same link, with its leases and waits written to a log, and the long ones told of while they last. */
export function recordLink(link: Link, log: RunLog, longWaits: LongWaits): Link {
  const record = new LinkRecord(log, longWaits)
  return {
    ...link,
    hold: (server, next) => record.hold(server, () => link.hold(server, next)),
    begin: (request, signal, onPhase) =>
      record.begin(request, onPhase, (tell) => link.begin(request, signal, tell)),
    end: (leaseId, how) => {
      record.end(leaseId, how)
      link.end(leaseId, how)
    },
    close: async () => {
      record.close()
      await link.close()
    },
  }
}

/** What the log does not have yet: waits whose sandbox is not known, leases that are not over. */
class LinkRecord {
  readonly #log: RunLog
  readonly #longWaits: LongWaits
  readonly #leases = new Map<string, Omit<RunEvent, 'endMs'>>()

  constructor(log: RunLog, longWaits: LongWaits) {
    this.#log = log
    this.#longWaits = longWaits
  }

  async hold(server: string, call: () => Promise<void>): Promise<void> {
    const waits = new Waits(this.#log, this.#longWaits, { server })
    waits.start('acquire')
    try {
      await call()
      waits.end({})
    } catch (error) {
      waits.end({ code: SandpitError.from(error).code })
      throw error
    }
  }

  async begin(
    { server, label }: LeaseRequest,
    onPhase: OnPhase | undefined,
    call: (onPhase: OnPhase) => Promise<LeasedSandbox>,
  ): Promise<LeasedSandbox> {
    const waits = new Waits(this.#log, this.#longWaits, { server, label }, onPhase)
    try {
      const lease = await call((phase) => {
        waits.start(phase)
        onPhase?.(phase)
      })
      const { sandboxId } = lease
      waits.end({ sandboxId })
      const startMs = this.#log.now()
      this.#leases.set(lease.leaseId, { kind: 'lease', server, sandboxId, label, startMs })
      return lease
    } catch (error) {
      waits.end({ code: SandpitError.from(error).code })
      throw error
    }
  }

  end(leaseId: string, detail: string): void {
    const lease = this.#leases.get(leaseId)
    if (lease === undefined) return
    this.#leases.delete(leaseId)
    this.#log.add({ ...lease, detail, endMs: this.#log.now() })
  }

  close(): void {
    for (const leaseId of this.#leases.keys()) this.end(leaseId, 'cut off')
  }
}

/** The waits of one request, one for each thing waited for. */
class Waits {
  readonly #log: RunLog
  readonly #longWaits: LongWaits
  readonly #facts: Pick<RunEvent, 'server' | 'label'>
  readonly #onPhase: OnPhase | undefined
  readonly #phases: { readonly detail: LeasePhase; readonly startMs: number }[] = []
  #open: OpenWait | undefined

  constructor(
    log: RunLog,
    longWaits: LongWaits,
    facts: Pick<RunEvent, 'server' | 'label'>,
    onPhase?: OnPhase,
  ) {
    this.#log = log
    this.#longWaits = longWaits
    this.#facts = facts
    this.#onPhase = onPhase
  }

  start(detail: LeasePhase): void {
    this.#phases.push({ detail, startMs: this.#log.now() })
    if (this.#open === undefined) {
      this.#open = this.#longWaits.start(this.#facts.server, detail, this.#onPhase)
    } else {
      this.#open.phase = detail
    }
  }

  /** Each wait lasts until the next one starts, the last one until now. */
  end(outcome: Pick<RunEvent, 'sandboxId' | 'code'>): void {
    if (this.#open !== undefined) this.#longWaits.end(this.#open)
    const now = this.#log.now()
    for (const [index, phase] of this.#phases.entries()) {
      const endMs = this.#phases[index + 1]?.startMs ?? now
      if (endMs - phase.startMs < noticedMs) continue
      this.#log.add({ kind: 'wait', ...this.#facts, ...outcome, ...phase, endMs })
    }
  }
}
