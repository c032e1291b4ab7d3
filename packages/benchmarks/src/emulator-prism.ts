import { sampleCloseData } from '@sandpit/close'
import { startPrism } from '@sandpit/conformance/prism'
import { type Measurement, median, printMeasurements } from './client-measurement.ts'
import { serve } from './emulator-bare-server.ts'
import { acquire, type Call, type Measured, post, timeCalls } from './emulator-calls.ts'

const ROUNDS = 7
const OUR_CALLS = 600
const PRISM_CALLS = 100

/**
 * The emulator against the mock servers that Prism makes of the two documents, in turns. The
 * value is our time over Prism's, which may be a twentieth.
 *
 * Both check what is sent; ours also does it, and is emptied after each round.
 */
export async function againstPrism(): Promise<readonly Measurement[]> {
  await using emulator = await serve('emulator')
  await using closePage = await startPrism('close')
  await using publicDocument = await startPrism('public')
  const path = `/sandbox/close/${await acquire(emulator)}`
  const initialize = (json: unknown): Call => {
    return { method: 'POST', path: `${path}/initialize`, body: JSON.stringify(json) }
  }
  const calls: readonly [string, Call, { readonly url: string }][] = [
    ['details', { method: 'GET', path }, publicDocument],
    ['list', { method: 'GET', path: '/sandbox' }, publicDocument],
    ['reset', { method: 'POST', path: `${path}/reset` }, publicDocument],
    ['initialize with one lead', initialize({ leads: [{ name: 'Acme' }] }), closePage],
    ['initialize with the sample', initialize(sampleCloseData), closePage],
  ]
  const measured: Measurement[] = []
  for (const [name, call, { url }] of calls) {
    const rounds = await inTurns(call, emulator, { url, apiKey: 'KEY' }, () =>
      post(emulator, `${path}/reset`),
    )
    measured.push(measurementOf(`${name}: time over Prism's`, rounds))
  }
  return measured
}

/** Milliseconds for one call, on both sides. */
interface Round {
  readonly ours: number
  readonly theirs: number
}

/** A first round, which is not told, warms both up. */
async function inTurns(
  call: Call,
  emulator: Measured,
  prism: Measured,
  empty: () => Promise<unknown>,
): Promise<readonly Round[]> {
  const rounds: Round[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ours = await timeCalls(emulator, call, OUR_CALLS)
    await empty()
    rounds.push({ ours, theirs: await timeCalls(prism, call, PRISM_CALLS) })
  }
  return rounds.slice(1)
}

function measurementOf(name: string, rounds: readonly Round[]): Measurement {
  return {
    name,
    unit: 'ms',
    ours: median(rounds.map(({ ours }) => ours)),
    theirs: median(rounds.map(({ theirs }) => theirs)),
    value: median(rounds.map(({ ours, theirs }) => ours / theirs)),
    atMost: 1 / 20,
  }
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('emulator against Prism', await againstPrism())
}
