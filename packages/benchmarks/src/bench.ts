import { measureBroker } from './lease/broker-load.ts'
import { printMeasurements } from './measurement.ts'
import { measureClientImport } from './client/client-import.ts'
import { measureClientOverhead } from './client/client-overhead.ts'
import { measureWorkspaceMemory } from './client/client-workspace.ts'
import { measureCloseCompare } from './close/close-compare.ts'
import { measureCloseGenerate } from './close/close-generate.ts'
import { measureCloseShrink } from './close/close-shrink.ts'
import { measureCloseTypes } from './close/close-types.ts'
import { measureEmulator } from './emulator/emulator-performance.ts'
import { measureGateway } from './gateway/gateway-performance.ts'
import { measureLeaseRoundTrip } from './lease/lease-round-trip.ts'
import { measureMachines } from './machines/machines.ts'
import { measurePlaywright } from './runners/playwright-sharing.ts'
import { measureReaper } from './lease/reaper.ts'
import { measureVitestFiles } from './runners/vitest-files.ts'
import { measureWaiting } from './runners/waiting.ts'

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
  gateway: measureGateway,
  leases: measureLeaseRoundTrip,
  broker: measureBroker,
  reaper: measureReaper,
  machines: measureMachines,
  vitest: measureVitestFiles,
  waiting: measureWaiting,
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
