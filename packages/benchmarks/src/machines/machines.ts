import { type Measurement, printMeasurements } from '../measurement.ts'
import { type Simulation, simulate } from './machines-simulation.ts'
import { printSimulations } from './machines-table.ts'
import type { Workload } from './machines-workload.ts'

const small = { workers: 8, files: 4 }
const shards = { areOneRun: true, startWithinMs: 5000 }
const jobs = { areOneRun: false }

const workloads: readonly Workload[] = [
  { name: 'one machine', ...small, ...shards, shards: 1, pool: 4 },
  { name: '4 shards', ...small, ...shards, shards: 4, pool: 16 },
  { name: 'a job beside another', ...small, ...jobs, shards: 2, pool: 8, startWithinMs: 40_000 },
  { name: '20 shards', ...small, ...shards, shards: 20, pool: 40 },
  { name: '20 jobs in a row', ...small, ...jobs, shards: 20, pool: 40, startWithinMs: 240_000 },
  { name: '200 shards', ...shards, shards: 200, workers: 50, files: 2, pool: 2000 },
]

/** What many machines make of one pool: the code of real runs in virtual time, one seed for all. */
export async function measureMachines(): Promise<readonly Measurement[]> {
  const simulations: Simulation[] = []
  for (const workload of workloads) simulations.push(await simulate(workload, 1))
  printSimulations(simulations)
  return simulations.flatMap(measurementsOf)
}

function measurementsOf({ workload, ours, ideal, ...calls }: Simulation): readonly Measurement[] {
  return [
    {
      name: `${workload.name}: all of it, over the ideal queue`,
      unit: 'ms',
      ours: ours.tookS * 1000,
      theirs: ideal.tookS * 1000,
      value: ours.tookS / ideal.tookS,
      atMost: 1.15,
    },
    {
      name: `${workload.name}: the longest wait for a first sandbox`,
      unit: 'ms',
      ours: ours.firsts.most * 1000,
      theirs: ideal.firsts.most * 1000,
      value: ours.firsts.most,
      atMost: 60,
    },
    {
      name: `${workload.name}: acquires sent for each sandbox`,
      unit: 'calls',
      ours: calls.callsPerSandbox,
      theirs: undefined,
      value: calls.callsPerSandbox,
      atMost: 15,
    },
  ]
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('Machines', await measureMachines())
}
