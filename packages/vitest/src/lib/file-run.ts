import { mkdirSync, readdirSync, rmSync } from 'node:fs'
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
    workers: 1,
    service: () => openServices(choice, 1),
    onLongWait: (notice) => process.stderr.write(`sandpit  ${notice}\n`),
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

const saidPrefix = 'sandpit-said-'

/** Says something in the first worker of a run that gets here, and in no other. */
function sayOnce(line: string): void {
  const runner = process.env['VITEST_POOL_ID'] === undefined ? process.pid : process.ppid
  try {
    mkdirSync(join(tmpdir(), `${saidPrefix}${runner}`))
    process.stderr.write(line)
    forgetOldRuns()
  } catch {
    // Another worker of this run said it.
  }
}

/** No worker knows that it is the last, so the next run removes what this one leaves. */
function forgetOldRuns(): void {
  for (const name of readdirSync(tmpdir())) {
    const runner = Number(name.slice(saidPrefix.length))
    if (name.startsWith(saidPrefix) && !isAlive(runner)) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process may not be asked, and lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
