import type { EmulatorOptions, Fault } from '@sandpit/emulator'
import { Chance } from './chance.ts'

/** A run to be killed, and when: all of it follows from a seed. */
export interface KillPlan {
  /** How many sandboxes the run may take besides one a worker. */
  readonly spares: number
  readonly service: Pick<EmulatorOptions, 'latencyMs' | 'faults' | 'seed'>
  /** How long the service takes to list, and to show, a sandbox that it gave. */
  readonly lagMs: number
  /** Kill once the service has been called this often, ... */
  readonly afterCalls: number
  /** ... and so much later. */
  readonly delayMs: number
}

const latencyMs = { acquire: 1000, initialize: 400, reset: 300, release: 200 }

const faults: readonly Fault[] = [
  { kind: 'error', status: 503, rate: 0.03 },
  { kind: 'error', status: 429, rate: 0.03 },
  { kind: 'drop', rate: 0.02 },
  { kind: 'lose', rate: 0.02 },
]

/** An undisturbed run makes about as many calls. */
const callsOfARun = 30

export function planKill(seed: string): KillPlan {
  const chance = new Chance(seed)
  const isSlow = chance.below(3) === 0
  const isFaulty = chance.below(3) === 0
  const isLate = chance.below(2) === 0
  return {
    spares: chance.below(3),
    service: {
      seed: chance.below(1000),
      ...(isSlow && { latencyMs }),
      ...(isFaulty && { faults }),
    },
    lagMs: isLate ? 1000 : 0,
    afterCalls: chance.below(callsOfARun),
    delayMs: chance.below(300),
  }
}
