import type { ServerName } from '../sandbox/server-name.ts'
import type { Random } from '../world/random.ts'
import type { FaultKind, FullFault } from './fault.ts'
import { drawMs, type Latency } from './latency.ts'
import type { OperationName } from './operation-name.ts'

/** What happens to one call. */
export interface Strike {
  /** How long it takes before anything is done. */
  readonly delayMs: number
  /** The fault that decides the outcome, if one does. */
  readonly fault: FullFault | undefined
  readonly breaksSandbox: boolean
  readonly lingerMs: number
}

export interface FaultPlanOptions {
  readonly random: Random
  readonly latency: Readonly<Partial<Record<OperationName, Latency>>>
  readonly faults: readonly FullFault[]
}

/** Faults that decide how a call ends; the first one that strikes wins. */
const OUTCOMES: ReadonlySet<FaultKind> = new Set(['error', 'exhaust', 'drop', 'lose', 'truncate'])

/**
 * Decides what goes wrong with each call: the same seed and the same calls in the same order
 * give the same decisions.
 */
export class FaultPlan {
  readonly #random: Random
  #latency: FaultPlanOptions['latency']
  #faults: readonly FullFault[]
  #struck = new Map<FullFault, number>()

  constructor({ random, latency, faults }: FaultPlanOptions) {
    this.#random = random
    this.#latency = latency
    this.#faults = faults
  }

  get faults(): readonly FullFault[] {
    return this.#faults
  }

  /** Replaces all faults; counting starts anew. */
  set faults(faults: readonly FullFault[]) {
    this.#faults = faults
    this.#struck = new Map()
  }

  get latency(): FaultPlanOptions['latency'] {
    return this.#latency
  }

  set latency(latency: FaultPlanOptions['latency']) {
    this.#latency = latency
  }

  strike(operation: OperationName, server: ServerName | undefined): Strike {
    const delayMs = drawMs(this.#latency[operation] ?? 0, this.#random)
    if (this.#faults.length === 0) {
      return { delayMs, fault: undefined, breaksSandbox: false, lingerMs: 0 }
    }
    const struck = this.#faults.filter((fault) => this.#strikes(fault, operation, server))
    return {
      delayMs: delayMs + totalMs(struck, 'delay'),
      fault: struck.find(({ kind }) => OUTCOMES.has(kind)),
      breaksSandbox: struck.some(({ kind }) => kind === 'break'),
      lingerMs: totalMs(struck, 'linger'),
    }
  }

  #strikes(fault: FullFault, operation: OperationName, server: ServerName | undefined): boolean {
    if (fault.operation !== null && fault.operation !== operation) return false
    if (fault.server !== null && fault.server !== server) return false
    if (fault.kind === 'exhaust' && operation !== 'acquire') return false
    const count = this.#struck.get(fault) ?? 0
    if (count >= (fault.times ?? Infinity)) return false
    if (fault.rate < 1 && this.#random.fraction() >= fault.rate) return false
    this.#struck.set(fault, count + 1)
    return true
  }
}

function totalMs(struck: readonly FullFault[], kind: FaultKind): number {
  return struck.reduce((sum, fault) => (fault.kind === kind ? sum + fault.ms : sum), 0)
}
