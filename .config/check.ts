// `pnpm check`: everything about the code that can be checked without running it.
// Every step runs, whatever the others say; `pnpm check lint imports` runs only those two.
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** What each step is called, and the command that is it. Types first: later steps read its output. */
const steps: Readonly<Record<string, string>> = {
  types: 'tsc -b && node .config/bundle-workers.ts',
  lint: 'oxlint',
  format: 'oxfmt --check',
  unused: 'knip --config .config/knip.json',
  imports: 'node .config/import-direction.ts',
  packages: 'node .config/package-shape.ts',
  documents: 'node .config/documents.ts && node packages/site/src/write-api-reference.ts',
  workflows: 'node .config/workflows.ts',
}

async function run(name: string): Promise<boolean> {
  const command = steps[name]
  if (command === undefined) throw new Error(`No step '${name}'; there are ${stepNames()}.`)
  const startedAt = performance.now()
  const step = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number>((resolve) => step.once('close', (code) => resolve(code ?? 1)))
  const [code, ...output] = await Promise.all([ended, text(step.stdout), text(step.stderr)])
  const took = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(10)}${took.padStart(7)}`)
  if (code !== 0) console.log(`\n$ ${command}\n${output.join('').trim()}\n`)
  return code === 0
}

function stepNames(): string {
  return Object.keys(steps).join(', ')
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(steps)
const failed: string[] = []
for (const name of names) {
  if (!(await run(name))) failed.push(name)
}
if (failed.length > 0) {
  console.log(`${failed.length} of ${names.length} failed: ${failed.join(', ')}`)
  process.exitCode = 1
}
