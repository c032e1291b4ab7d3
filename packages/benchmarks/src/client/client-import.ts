import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { startCannedService } from './client-canned-service.ts'
import { type Measurement, median, printMeasurements } from '../measurement.ts'

const rounds = 15

const ours = {
  load: "await import('@sandpit/client')",
  use: `const { createClient } = await import('@sandpit/client')
    await createClient({ apiKey: 'k', baseUrl: process.env.URL }).get('close', 'id')`,
}
const theirs = {
  load: "await import('klavis')",
  use: `const { KlavisClient } = await import('klavis')
    await new KlavisClient({ apiKey: 'k', baseUrl: process.env.URL }).sandbox.getSandbox('close', 'id')`,
}

/** What importing the client costs a fresh process, beside the official SDK. */
export async function measureClientImport(): Promise<readonly Measurement[]> {
  await using service = await startCannedService()
  const load = await inTurns(ours.load, theirs.load, service.url)
  const use = await inTurns(ours.use, theirs.use, service.url)
  return [
    { name: 'import: times the official SDK', ...load, atMost: 0.5 },
    // Undici and zod load with the first call, so import alone flatters us.
    { name: 'import and one call: times the official SDK', ...use, atMost: undefined },
  ]
}

async function inTurns(
  one: string,
  other: string,
  url: string,
): Promise<Pick<Measurement, 'unit' | 'ours' | 'theirs' | 'value'>> {
  const times: [number, number][] = []
  for (let round = 0; round < rounds; round++)
    times.push([await timeInProcess(one, url), await timeInProcess(other, url)])
  const medians = { ours: median(times.map(([a]) => a)), theirs: median(times.map(([, b]) => b)) }
  return { unit: 'ms', ...medians, value: medians.ours / medians.theirs }
}

/** Milliseconds a fresh process takes for the code, its own start left out. */
async function timeInProcess(code: string, url: string): Promise<number> {
  const script = `const startedAt = performance.now()
    ${code}
    console.log(performance.now() - startedAt)
    process.exit()`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { cwd: import.meta.dirname, env: { ...process.env, URL: url } },
  )
  return Number(stdout)
}

if (process.argv[1] === import.meta.filename)
  printMeasurements('client import', await measureClientImport())
