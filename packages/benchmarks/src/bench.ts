import { measureBroker } from './broker-load.ts'
import { printMeasurements } from './measurement.ts'
import { measureClientImport } from './client-import.ts'
import { measureClientOverhead } from './client-overhead.ts'
import { measureWorkspaceMemory } from './client-workspace.ts'
import { measureCloseCompare } from './close-compare.ts'
import { measureCloseGenerate } from './close-generate.ts'
import { measureCloseShrink } from './close-shrink.ts'
import { measureCloseTypes } from './close-types.ts'
import { measureEmulator } from './emulator-performance.ts'
import { measureLeaseRoundTrip } from './lease-round-trip.ts'
import { measureMachines } from './machines.ts'
import { measurePlaywright } from './playwright-sharing.ts'
import { measureReaper } from './reaper.ts'
import { measureVitestSuites } from './vitest-suite.ts'

/** Every benchmark by name; `pnpm bench vitest leases` runs some. */
const benchmarks = {
  client: measureClientOverhead,
  imports: measureClientImport,
  workspace: measureWorkspaceMemory,
  compare: measureCloseCompare,
  generate: measureCloseGenerate,
  shrink: measureCloseShrink,
  types: measureCloseTypes,
  emulator: measureEmulator,
  leases: measureLeaseRoundTrip,
  broker: measureBroker,
  reaper: measureReaper,
  machines: measureMachines,
  vitest: measureVitestSuites,
  playwright: measurePlaywright,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benchmarks))
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.`,
  )
  process.exit(2)
}

// One after the other: a benchmark beside another measures the other.
for (const [name, measure] of Object.entries(benchmarks)) {
  if (asked.length === 0 || asked.includes(name)) printMeasurements(name, await measure())
}
