import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startEmulator } from '@sandpit/emulator'
import { median, type Measurement, printMeasurements } from '../measurement.ts'
import { emptyFolder, head, type Kind, runSuite, writeSuite } from './suite.ts'

/**
 * What a file costs its worker, from the start of the process to the end of its last hook: files
 * with and without Sandpit take turns in one run, so that whatever else the machine does falls on both.
 */
export async function measureVitestFiles(): Promise<readonly Measurement[]> {
  await using emulator = await startEmulator()
  const folder = emptyFolder('per-file')
  const times = join(folder, 'times.txt')
  writeSuite(folder, { kind: 'ours', files: 0, tests: 0, sleepMs: 0, workers: 1 })
  const kinds: readonly Kind[] = ['bare', 'ours', 'byHand']
  for (let n = 0; n < 25; n++) {
    for (const kind of kinds) {
      writeFileSync(join(folder, `f${n}-${kind}.test.ts`), timedFile(kind, times))
    }
  }
  await runSuite(folder, emulator)
  const lines = readFileSync(times, 'utf8').trim().split('\n')
  const of = (kind: Kind): number =>
    median(lines.filter((line) => line.startsWith(kind)).map((line) => Number(line.split(' ')[1])))
  return [
    {
      name: 'worker time of a file, over the same file without Sandpit',
      unit: 'ms',
      ours: of('ours'),
      theirs: of('bare'),
      value: of('ours') - of('bare'),
      atMost: 10,
    },
    {
      name: 'worker time of a file by hand, over the same file without it',
      unit: 'ms',
      ours: of('byHand'),
      theirs: of('bare'),
      value: of('byHand') - of('bare'),
      atMost: undefined,
    },
  ]
}

/** Its own hook is registered first and so runs last. */
function timedFile(kind: Kind, times: string): string {
  return [
    `import { appendFileSync } from 'node:fs'`,
    `import { afterAll } from 'vitest'`,
    head[kind].replace(/^test.override.*$/m, ''),
    `afterAll(() => appendFileSync('${times}', '${kind} ' + performance.now() + '\\n'))`,
    `test('test', async (${kind === 'bare' ? '' : '{ close }'}) => {})`,
  ].join('\n')
}

if (process.argv[1] === import.meta.filename) {
  printMeasurements('Vitest', await measureVitestFiles())
}
