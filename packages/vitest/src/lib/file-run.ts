import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseService, describeChoice, type Link, startRun } from '@sandpit/lease'
import { openServices } from './open-services.ts'

/** A run of one worker, for a test file whose Vitest has no plugin: one sandbox, for this file. */
export async function startFileRun(): Promise<{ link: Link; end(): Promise<void> }> {
  const choice = chooseService(process.env)
  sayOnce(
    `sandpit  ${describeChoice(choice)}, one for each test file; add \`plugins: [sandpit()]\` from '@sandpit/vitest/plugin' to your Vitest config to share them between files\n`,
  )
  const run = await startRun({
    ceiling: 1,
    service: () => openServices(choice, 1),
    ...(choice.name === 'hosted' && { credentials: choice.credentials }),
  })
  return {
    link: run.link(),
    end: async () => {
      const { failures } = await run.end()
      if (failures.length > 0) throw new AggregateError(failures, messages(failures))
    },
  }
}

function messages(failures: readonly Error[]): string {
  return failures.map((failure) => failure.message).join('\n')
}

/** Says something in the first worker of a run that gets here, and in no other. */
function sayOnce(line: string): void {
  const runner = process.env['VITEST_POOL_ID'] === undefined ? process.pid : process.ppid
  try {
    mkdirSync(join(tmpdir(), `sandpit-said-${runner}`))
    process.stderr.write(line)
  } catch {
    // Another worker of this run said it.
  }
}
