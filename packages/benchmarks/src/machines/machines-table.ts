import type { Outcome, Simulation, Spread } from './machines-simulation.ts'

/** The simulations as a table: ours, and the ideal queue in brackets. Times are in seconds. */
export function printSimulations(simulations: readonly Simulation[]): void {
  console.table(Object.fromEntries(simulations.map((each) => [each.workload.name, rowOf(each)])))
}

function rowOf({ workload, ours, ideal, callsPerSandbox, peakCalls }: Simulation): object {
  const both = (tell: (outcome: Outcome) => string): string => `${tell(ours)} (${tell(ideal)})`
  return {
    'workers on sandboxes': `${workload.shards * workload.workers} on ${workload.pool}`,
    took: both(({ tookS }) => tookS.toFixed(0)),
    'in use': both(({ use }) => `${(use * 100).toFixed(0)} %`),
    'a file waits': both(({ waits }) => spread(waits)),
    'a run waits for its first': both(({ firsts }) => spread(firsts)),
    fairness: both(({ fairness }) => fairness.toFixed(2)),
    'calls a sandbox': callsPerSandbox.toFixed(1),
    'calls in a second': peakCalls,
  }
}

function spread({ median, p99, most }: Spread): string {
  return [median, p99, most].map((value) => value.toFixed(0)).join(', ')
}
