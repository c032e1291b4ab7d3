import type { Command } from 'commander'

/** `sandpit complete`: what a shell needs to complete our commands; loaded when one asks. */
export async function addCompletion(program: Command, argv: readonly string[]): Promise<void> {
  if (argv[2] === 'complete') {
    const { default: tab } = await import('@bomb.sh/tab/commander')
    tab(program)
    return
  }
  program
    .command('complete')
    .description('print what makes a shell complete commands and flags')
    .argument('<shell>', 'zsh, bash, fish or powershell')
    .addHelpText('after', '\nIn bash: source <(npx sandpit complete bash)')
}
