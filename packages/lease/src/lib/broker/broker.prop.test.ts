import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SandpitError } from '@sandpit/client/errors'
import { Broker } from './broker.ts'
import { FakeAddresses } from './fake-addresses.testing.ts'
import { FakeSource } from '../slots/fake-source.testing.ts'
import type { LeasedSandbox, LeaseEnd, Link } from '../link/link.ts'
import { runSize } from '../size/run-size.ts'

/** What one test of a worker does with its sandbox, and how it ends. */
interface Script {
  readonly seed: number | undefined
  readonly calls: readonly ('write' | 'agent' | 'reset' | 'add' | 'dump')[]
  readonly end: LeaseEnd | 'crash' | 'aborted'
  readonly concurrent: boolean
  /** What it promises; its writes break the promise. */
  readonly readOnly: boolean
}

const script: fc.Arbitrary<Script> = fc.record({
  seed: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  calls: fc.array(fc.constantFrom('write', 'agent', 'reset', 'add', 'dump'), { maxLength: 3 }),
  end: fc.oneof(
    { weight: 4, arbitrary: fc.constant('returned' as const) },
    { weight: 2, arbitrary: fc.constantFrom('retired', 'crash', 'aborted' as const) },
  ),
  concurrent: fc.boolean(),
  readOnly: fc.boolean(),
})

const files = fc.array(fc.array(script, { maxLength: 4 }), { minLength: 1, maxLength: 4 })
/** How many calls of a hundred fail. Doubles would not do: most of them are next to nothing. */
const failing = fc.constantFrom(0, 0, 10, 40)
const chances = fc.infiniteStream(fc.noBias(fc.integer({ min: 0, max: 99 })))

/** Every step of everything takes as long, on the broker's clock. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())
const passTime = (): void => void vi.advanceTimersByTime(100)

const runs = Number(process.env['SANDPIT_PROPERTY_RUNS'] ?? 400)

test(
  'no interleaving puts a sandbox in two hands, shows one test what another left, or loses a sandbox',
  {
    timeout: 60_000 + runs * 10,
  },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        files,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(0, 0, 1, 3, 'auto' as const),
        failing,
        chances,
        fc.constantFrom(undefined, true, false),
        fc.constantFrom([], [], ['gmail', 'jira']),
        async (scheduler, filesToRun, workers, spares, failureRate, chance, hasMore, others) => {
          const fails = (): boolean => (chance.next().value ?? 100) < failureRate
          const step = (what: string): Promise<void> =>
            scheduler.schedule(Promise.resolve(), what).then(passTime)
          const source = new FakeSource(step, (call) => call !== 'release' && fails())
          const addresses = new FakeAddresses(source, step, () => fails())
          const more = hasMore === undefined ? {} : { hasMoreToStart: () => hasMore }
          const broker = new Broker({ source, workers, spares, addresses, ...more })
          const run = Promise.all(
            filesToRun.map((scripts, n) =>
              // Two at a time are of one index, as when a runner starts one before the other has gone.
              runFile({
                link: broker.link({ parallelIndex: String(n % 2) }),
                source,
                addresses,
                scripts,
                step,
                others,
              }),
            ),
          ).then(() => everyPlaceIsFree(broker, workers))
          const progress = { ended: false }
          void run.then(() => (progress.ended = true))
          // Idle for a moment is not idle for ever: long chains of promises schedule nothing for a while.
          for (let looks = 0; looks < 20 && !progress.ended; looks++) {
            await scheduler.waitIdle()
            await new Promise((resolve) => setImmediate(resolve))
          }
          expect(progress.ended, 'somebody waits for ever').toBe(true)
          const report = await scheduler.waitFor(broker.drain())

          expect(source.violations).toEqual([])
          const { ceiling } = runSize({ workers, spares })
          expect(source.most).toBeLessThanOrEqual(ceiling * (1 + others.length))
          expect(source.occupied.size).toBe(0)
          expect(report.failures).toEqual([])
          expect(broker.summary.releases).toBe(source.acquires)
        },
      ),
      { numRuns: runs },
    )
  },
)

test('as many acquires as workers, however many files they run, when nothing fails', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 12 }),
      async (scheduler, workerCount, fileCount) => {
        const step = (what: string): Promise<void> =>
          scheduler.schedule(Promise.resolve(), what).then(() => {})
        const source = new FakeSource(step)
        // Room for more must not be used: a worker's next test follows at the heels of its last.
        const broker = new Broker({ source, workers: workerCount + 2 })
        let left = fileCount
        const worker = async (): Promise<void> => {
          while (left-- > 0) {
            const link = broker.link()
            await link.hold('close')
            for (const seed of [undefined, 2, undefined]) {
              const lease = await link.begin({ server: 'close', seed })
              await step('test')
              link.end(lease.leaseId, 'returned')
            }
            await link.letGo()
            await link.close()
          }
        }
        await scheduler.waitFor(Promise.all(Array.from({ length: workerCount }, worker)))
        expect(source.acquires).toBeLessThanOrEqual(workerCount)
        // A reset before every test but the first on each sandbox; a sandbox may land too late to serve.
        const { leases, resets } = broker.summary
        expect(resets).toBeGreaterThanOrEqual(leases - source.acquires)
        expect(resets).toBeLessThan(leases)
        await scheduler.waitFor(broker.drain())
      },
    ),
    { numRuns: 100 },
  )
})

/** Whatever the workers before did, as many others can now be served at a time as there are workers. */
async function everyPlaceIsFree(broker: Broker, workers: number): Promise<void> {
  const links = Array.from({ length: workers }, () => broker.link())
  await Promise.all(links.map((link) => link.begin({ server: 'close' }).catch(onlyOurs)))
}

/** A file, and what it runs on. */
interface File {
  readonly link: Link
  readonly source: FakeSource
  readonly addresses: FakeAddresses
  readonly scripts: readonly Script[]
  /** Other systems that its tests want to be held. */
  readonly others: readonly string[]
  readonly step: (what: string) => Promise<void>
}

async function runFile(file: File): Promise<void> {
  const { link, scripts, others } = file
  const worker = { link, crashed: false }
  for (const [index, server] of ['close', ...others].entries()) {
    await link.hold(server, others.slice(index)).catch(onlyOurs)
  }
  const running: Promise<void>[] = []
  for (const each of scripts) {
    const one = runTest(worker, file, each)
    if (each.concurrent) running.push(one)
    else await one
  }
  await Promise.all(running)
  await link.letGo()
  await link.close()
}

async function runTest(
  worker: { readonly link: Link; crashed: boolean },
  { source, addresses, step }: File,
  { seed, calls, end, readOnly }: Script,
): Promise<void> {
  const { link } = worker
  const deadline = new AbortController()
  if (end === 'aborted') void step('deadline').then(() => deadline.abort())
  const lease = await link
    .begin({ server: 'close', seed, readOnly }, deadline.signal)
    .catch(onlyOurs)
  if (lease === undefined || worker.crashed) return
  await startsWith(link, source, lease, seed === undefined ? [] : [seed])
  for (const call of calls) {
    await step('test')
    if (call === 'write') addresses.write(lease.mcpUrl)
    if (call === 'agent') addresses.call(lease.mcpUrl)
    if (call === 'reset') await link.reset(lease.leaseId).catch(onlyOurs)
    if (call === 'add') await link.add(lease.leaseId, 9).catch(onlyOurs)
    if (call === 'dump') await link.dump(lease.leaseId).catch(onlyOurs)
  }
  await link.confirm(lease.leaseId).catch(onlyOurs)
  if (end === 'crash') {
    worker.crashed = true
    await link.close()
  }
  // A worker that crashed ends nothing any more; the broker has to do it.
  if (!worker.crashed) link.end(lease.leaseId, end === 'returned' ? 'returned' : 'retired')
}

async function startsWith(
  link: Link,
  source: FakeSource,
  lease: LeasedSandbox,
  contents: readonly unknown[],
): Promise<void> {
  const dump = await link.dump(lease.leaseId).catch(onlyOurs)
  if (dump !== undefined && JSON.stringify(dump) !== JSON.stringify(contents)) {
    source.violations.push(`started with ${JSON.stringify(dump)}`)
  }
}

function onlyOurs(error: unknown): undefined {
  if (!(error instanceof SandpitError)) throw error
  return undefined
}
