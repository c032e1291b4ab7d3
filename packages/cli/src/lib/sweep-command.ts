import type { Command } from 'commander'
import type { SweepFlags } from './held/sweep-up.ts'

/** `sandpit sweep`: gives back what dead runs left. */
export function addSweepCommand(program: Command): void {
  program
    .command('sweep')
    .description('give back what runs left that are dead, and nothing else')
    .option('--run <id>', 'this run alone, by its tags too; also one of another machine')
    .option('--dry-run', 'say what would be given back, and change nothing')
    .option('--json', 'say what was given back as JSON')
    .addHelpText('after', '\nThe key is KLAVIS_API_KEY, the service KLAVIS_BASE_URL.')
    .action(async (flags: SweepFlags) => {
      const { sweepUp } = await import('./held/sweep-up.ts')
      await sweepUp(flags)
    })
}
