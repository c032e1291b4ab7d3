import { type Command, Option } from 'commander'
import type { InitFlags } from './init/run-init.ts'

/** `sandpit init`: a project's config, and its first test. */
export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('put Sandpit into the config of Vitest or Playwright, and write a first test')
    .addOption(
      new Option('--runner <name>', 'which runner; otherwise the one that is found').choices([
        'vitest',
        'playwright',
      ]),
    )
    .option('--yes', 'write without asking')
    .option('--json', 'say what was done as JSON; needs --yes')
    .action(async (flags: InitFlags) => {
      const { runInit } = await import('./init/run-init.ts')
      await runInit(flags)
    })
}
