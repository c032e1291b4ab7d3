import { type Command, InvalidArgumentError } from 'commander'
import type { SeedFlags } from './seed-data.ts'

/** `sandpit seed`: random data that can be made again, and mistakes in data that was written. */
export function addSeedCommand(program: Command): void {
  program
    .command('seed')
    .description('print random Close data, or check a file that holds some')
    .option('--seed <number>', 'the same number gives the same data', wholeNumber, 1)
    .option('--leads <number>', 'how many leads', wholeNumber, 10)
    .option('--hostile', 'everything the contract allows instead of what a sales team would enter')
    .option('--code', 'as builder code instead of JSON')
    .option('--check <file>', 'check a JSON file instead, and say where each mistake is')
    .action(async (flags: SeedFlags) => {
      const { checkSeedFile, printSeed } = await import('./seed-data.ts')
      if (flags.check === undefined) printSeed(flags)
      else checkSeedFile(flags.check)
    })
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (text.trim() !== '' && Number.isSafeInteger(number) && number >= 0) return number
  throw new InvalidArgumentError('It takes a whole number, 0 or more.')
}
