import { readFileSync } from 'node:fs'
import { Command } from 'commander'

import { addEmulatorCommand } from './emulator-command.ts'
import { addInitCommand } from './init-command.ts'
import { addLsCommand } from './ls-command.ts'
import { reportFailure } from './output/report-failure.ts'
import { addSeedCommand } from './seed-command.ts'
import { addSweepCommand } from './sweep-command.ts'

/** Each adds one command; what a command does is loaded when it runs. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  addEmulatorCommand,
  addInitCommand,
  addLsCommand,
  addSeedCommand,
  addSweepCommand,
]

/** Runs the `sandpit` command; a failure is printed and makes the exit code 1. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('sandpit')
    .description('Seeded, isolated CRM sandboxes for tests')
    .version(ownVersion(), '-v, --version', 'prints the version')
    .showHelpAfterError('(add --help for the options)')
  for (const add of COMMANDS) add(program)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    reportFailure(error)
  }
}

function ownVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}
