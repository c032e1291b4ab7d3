import type { Command } from 'commander'

/** `sandpit ls`: what is held. */
export function addLsCommand(program: Command): void {
  program
    .command('ls')
    .description('list the sandboxes that are held, by which run, and since when')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nReads the journals on this machine and, when KLAVIS_API_KEY is set, the list of the service (KLAVIS_BASE_URL).',
    )
    .action(async (flags: { json?: true }) => {
      const { printHeld } = await import('./held/print-held.ts')
      await printHeld(flags)
    })
}
