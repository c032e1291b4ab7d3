import { type Command, InvalidArgumentError } from 'commander'
import type { SeedFlags } from './seed/seed-flags.ts'

/** `sandpit seed`: random data that can be made again, and mistakes in data that was written. */
export function addSeedCommand(program: Command): void {
  program
    .command('seed')
    .description(
      "print random data of a system, or check a file that holds some; Close's by default",
    )
    .argument('[system]', 'the name of its server, such as hubspot or google_calendar', 'close')
    .option('--seed <number>', 'the same number gives the same data', wholeNumber, 1)
    .option('--leads <number>', 'how many leads, of Close', wholeNumber)
    .option('--hostile', 'everything the contract allows instead of what people would enter')
    .option('--code', 'as code instead of JSON')
    .option('--check <file>', 'check a JSON file instead, and say where each mistake is')
    .action(async (system: string, flags: SeedFlags) => {
      const { seedCommandOf } = await import('./seed/seed-data.ts')
      const command = await seedCommandOf(system)
      if (flags.check === undefined) command.print(flags)
      else command.check(flags.check)
    })
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isSafeInteger(number) && number >= 0) return number
  throw new InvalidArgumentError('It takes a whole number, 0 or more.')
}
