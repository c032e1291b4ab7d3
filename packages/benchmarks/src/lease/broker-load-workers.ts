import { setTimeout as sleep } from 'node:timers/promises'
import { sampleCloseData } from '@sandpit/close'
import { type BrokerAddress, connectLink, type Link } from '@sandpit/lease/link'

/** So many tests, shared out between the workers, each of them as long as this. */
export interface TestLoad {
  readonly tests: number
  readonly testMs: number
}

/** The links of a run's workers, each a socket of its own; the tests on them do nothing but last. */
const { address, workers } = JSON.parse(process.env['WORKERS'] ?? '{}') as {
  address: BrokerAddress
  workers: number
}
const links = Array.from({ length: workers }, () => connectLink(address))

process.on('message', (load: TestLoad) => void runTests(load).then((ms) => process.send?.(ms)))

/** Answers with how long it took, in milliseconds. */
async function runTests({ tests, testMs }: TestLoad): Promise<number> {
  const startedAt = performance.now()
  let left = tests
  const work = async (link: Link): Promise<void> => {
    while (left-- > 0) await runTest(link, left, testMs)
  }
  await Promise.all(links.map(work))
  return performance.now() - startedAt
}

async function runTest(link: Link, n: number, testMs: number): Promise<void> {
  const label = `some-file.test.ts > a suite of tests > test ${n}`
  const { leaseId } = await link.begin({ server: 'close', seed: sampleCloseData, label })
  await sleep(testMs)
  link.end(leaseId, 'returned')
}
