import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { generateCloseData } from '@sandpit/close/presets'
import { toCode } from '@sandpit/close/code'
import { type Measurement, median, printMeasurements } from '../measurement.ts'

const ROUNDS = 5

/** What the types of a chain of 200 leads cost the compiler, over a chain of one. */
export async function measureCloseTypes(): Promise<readonly Measurement[]> {
  const folder = await mkdtemp(path.join(import.meta.dirname, 'types-'))
  try {
    const times: [number, number][] = []
    for (let round = 0; round < ROUNDS; round++)
      times.push([await timeToCheck(folder, 200), await timeToCheck(folder, 1)])
    const [long, short] = [median(times.map(([a]) => a)), median(times.map(([, b]) => b))]
    const name = 'checking a chain of 200 leads: over one of 1'
    return [{ name, unit: 'ms', ours: long, theirs: short, value: long - short, atMost: 1000 }]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function timeToCheck(folder: string, leads: number): Promise<number> {
  const code = toCode(generateCloseData({ seed: 1, leads }))
  const file = path.join(folder, 'chain.ts')
  await writeFile(
    file,
    `import { closeData, usd } from '@sandpit/close'\nusd(1)\nexport const seed = ${code}\n`,
  )
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2024',
  ]
  const startedAt = performance.now()
  await promisify(execFile)('tsc', [...options, '--skipLibCheck', '--types', 'node', file])
  return performance.now() - startedAt
}

if (process.argv[1] === import.meta.filename)
  printMeasurements('close: types', await measureCloseTypes())
