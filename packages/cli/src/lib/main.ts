import { Command } from 'commander'

import { addCompletion } from './complete-command.ts'
import { addDoctorCommand } from './doctor-command.ts'
import { addEmulatorCommand } from './emulator-command.ts'
import { addInitCommand } from './init-command.ts'
import { addLsCommand } from './ls-command.ts'
import { ownManifest } from './machine/own-manifest.ts'
import { reportFailure } from './output/report-failure.ts'
import { addSeedCommand } from './seed-command.ts'
import { addSweepCommand } from './sweep-command.ts'

/** Each adds one command; what a command does is loaded when it runs. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  addDoctorCommand,
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
    .version(ownManifest().version, '-v, --version', 'prints the version')
    .showHelpAfterError('(add --help for the options)')
  for (const add of COMMANDS) add(program)
  await addCompletion(program, argv)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    reportFailure(error)
  }
}
