import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import type { BrokerAnswers, BrokerUse } from './broker-load-process.ts'
import type { TestLoad } from './broker-load-workers.ts'
import { type Measurement, printMeasurements } from '../measurement.ts'

const workers = 8

/** What a run's broker costs the runner's main process: of the processor, and of memory. */
export async function measureBroker(): Promise<readonly Measurement[]> {
  await using emulator = await startEmulator({ pools: { close: workers } })
  await using load = await BrokerLoad.start(emulator)
  // Not part of any run: modules and the first acquires.
  await load.run({ tests: 100, testMs: 0 })
  return [await measureCpu(load), await measureMemory(load)]
}

/** 2,000 tests of 0.3 s on 8 workers: what share of the run the broker's process is at work. */
async function measureCpu(load: BrokerLoad): Promise<Measurement> {
  const before = await load.use()
  const wallMs = await load.run({ tests: 2000, testMs: 300 })
  const cpuMs = (await load.use()).cpuMs - before.cpuMs
  return {
    name: 'broker: processor time over the time of 2,000 tests on 8 workers',
    unit: 'ms',
    ours: cpuMs,
    theirs: wallMs,
    value: cpuMs / wallMs,
    atMost: 0.05,
  }
}

/** The heap after 20,000 tests more, over the heap after the first 2,000. */
async function measureMemory(load: BrokerLoad): Promise<Measurement> {
  const heaps: number[] = []
  for (let tests = 2000; tests <= 20_000; tests += 2000) {
    await load.run({ tests: 2000, testMs: 0 })
    heaps.push((await load.use()).heapMiB)
  }
  const [first = Number.NaN] = heaps
  const last = heaps.at(-1) ?? Number.NaN
  return {
    name: 'broker: heap after 20,000 tests, over that after 2,000',
    unit: 'MiB',
    ours: last,
    theirs: first,
    value: last - first,
    atMost: 1,
  }
}

/** A broker and its workers, each in a process of its own, so that what one uses is not the other's. */
class BrokerLoad implements AsyncDisposable {
  readonly #broker: ChildProcess
  readonly #workers: ChildProcess

  private constructor(broker: ChildProcess, links: ChildProcess) {
    this.#broker = broker
    this.#workers = links
  }

  static async start({ url, apiKey }: Emulator): Promise<BrokerLoad> {
    const broker = fork(new URL('broker-load-process.js', import.meta.url), {
      env: { ...process.env, BROKER: JSON.stringify({ url, apiKey, workers }) },
      execArgv: ['--expose-gc'],
    })
    const address = await answerOf<BrokerAnswers['start']>(broker)
    const links = fork(new URL('broker-load-workers.js', import.meta.url), {
      env: { ...process.env, WORKERS: JSON.stringify({ address, workers }) },
    })
    return new BrokerLoad(broker, links)
  }

  /** Runs tests; answers with how long that took, in milliseconds. */
  run(load: TestLoad): Promise<number> {
    this.#workers.send(load)
    return answerOf<number>(this.#workers)
  }

  use(): Promise<BrokerUse> {
    this.#broker.send('use')
    return answerOf<BrokerAnswers['use']>(this.#broker)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#workers.kill()
    this.#broker.send('end')
    await once(this.#broker, 'exit')
  }
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const [answer] = (await once(child, 'message')) as [Answer]
  return answer
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('Broker', await measureBroker())
}
