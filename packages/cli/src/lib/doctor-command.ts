import type { Command } from 'commander'
import type { DoctorFlags } from './doctor/run-doctor.ts'

/** `sandpit doctor`: what a first test needs of this machine. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'check this machine and project: Node, runner, config, folders, sockets, leftovers',
    )
    .option('--json', 'as JSON')
    .action(async (flags: DoctorFlags) => {
      const { runDoctor } = await import('./doctor/run-doctor.ts')
      await runDoctor(flags)
    })
}
