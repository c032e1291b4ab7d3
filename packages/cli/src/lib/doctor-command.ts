import type { Command } from 'commander'
import type { DoctorFlags } from './doctor/run-doctor.ts'

/** `sandpit doctor`: what a first test needs of this machine, and how a service differs from the emulator. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'check this machine and project and, with a key, compare the service with the emulator',
    )
    .option('--yes', 'call the service without asking')
    .option('--json', 'as JSON; with a key it needs --yes')
    .addHelpText(
      'after',
      '\nThe key is KLAVIS_API_KEY, the service KLAVIS_BASE_URL. Without a key it makes no calls.',
    )
    .action(async (flags: DoctorFlags) => {
      const { runDoctor } = await import('./doctor/run-doctor.ts')
      await runDoctor(flags)
    })
}
