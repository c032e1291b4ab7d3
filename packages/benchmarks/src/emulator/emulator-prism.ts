import { sampleCloseData } from '@sandpit/close'
import { startPrism } from '@sandpit/conformance/prism'
import { type Measurement, median, printMeasurements } from '../measurement.ts'
import { serve } from './emulator-bare-server.ts'
import { acquire, leads, post } from './emulator-calls.ts'
import { type Call, type Measured, timeCalls, warmUp } from './emulator-load.ts'

const ROUNDS = 9
/** Ours makes as many more calls in a round as make both rounds about as long. */
const OURS_TO_PRISMS = 20

/** What is measured: how often in a round, so that the larger ones take no longer. */
interface Comparison {
  readonly name: string
  readonly call: Call
  readonly prism: Measured
  readonly count: number
}

/**
 * The emulator against the mock servers that Prism makes of the two documents, in turns. The
 * value is our time over Prism's, which may be a tenth.
 *
 * Both check what is sent. Ours also keeps it, and is emptied after each round. What a call costs
 * Prism beyond a millisecond is the checking, so seeds of several sizes are told; and as ours knows
 * a seed that it was sent before, so is one that never comes twice.
 */
export async function againstPrism(): Promise<readonly Measurement[]> {
  await using emulator = await serve('emulator')
  await using closePage = await startPrism('close')
  await using publicDocument = await startPrism('public')
  const path = `/sandbox/close/${await acquire(emulator)}`
  const closeMock = { url: closePage.url, apiKey: 'KEY' }
  const publicMock = { url: publicDocument.url, apiKey: 'KEY' }
  const initialize = (name: string, data: unknown, count: number): Comparison => {
    const call: Call = { method: 'POST', path: `${path}/initialize`, body: JSON.stringify(data) }
    return { name: `initialize with ${name}`, call, prism: closeMock, count }
  }
  const comparisons: readonly Comparison[] = [
    { name: 'details', call: { method: 'GET', path }, prism: publicMock, count: 200 },
    { name: 'list', call: { method: 'GET', path: '/sandbox' }, prism: publicMock, count: 200 },
    { name: 'dump', call: { method: 'GET', path: `${path}/dump` }, prism: publicMock, count: 200 },
    {
      name: 'reset',
      call: { method: 'POST', path: `${path}/reset` },
      prism: publicMock,
      count: 200,
    },
    initialize('one lead', { leads: [{ name: 'Acme' }] }, 200),
    initialize('the sample of 5 leads', sampleCloseData, 200),
    { ...initialize('a sample that is always another', {}, 200), call: otherSamples(path) },
    initialize('100 leads', leads(100), 32),
    initialize('1,000 leads', leads(1000), 16),
  ]
  const measured: Measurement[] = []
  for (const comparison of comparisons) {
    const rounds = await inTurns(comparison, emulator, () => post(emulator, `${path}/reset`))
    measured.push(measurementOf(`${comparison.name}: time over Prism's`, rounds))
  }
  return measured
}

/** More than the emulator remembers. */
function otherSamples(path: string): Call {
  const bodies = Array.from({ length: 150 }, (_, index) =>
    JSON.stringify({ leads: [...leads(4).leads, { name: `Another ${index}` }] }),
  )
  return { method: 'POST', path: `${path}/initialize`, bodies }
}

/** Milliseconds for one call, on both sides. */
interface Round {
  readonly ours: number
  readonly theirs: number
}

/** In turns, when both are warm. */
async function inTurns(
  { call, prism, count }: Comparison,
  emulator: Measured,
  empty: () => Promise<unknown>,
): Promise<readonly Round[]> {
  const rounds: Round[] = []
  await warmUp(emulator, call)
  await warmUp(prism, call)
  await empty()
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await timeCalls(emulator, call, OURS_TO_PRISMS * count)
    await empty()
    rounds.push({ ours, theirs: await timeCalls(prism, call, count) })
  }
  return rounds
}

function measurementOf(name: string, rounds: readonly Round[]): Measurement {
  return {
    name,
    unit: 'ms',
    ours: median(rounds.map(({ ours }) => ours)),
    theirs: median(rounds.map(({ theirs }) => theirs)),
    value: median(rounds.map(({ ours, theirs }) => ours / theirs)),
    atMost: 1 / 10,
  }
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('emulator against Prism', await againstPrism())
}
