import { readFileSync } from 'node:fs'
import type { SeedCommand } from './seed-flags.ts'

/** What can be done with the data of a system; Close's has a builder and a checker of its own. */
export async function seedCommandOf(system: string): Promise<SeedCommand> {
  if (system === 'close') return closeCommand()
  const { systemCommand } = await import('./system-seed.ts')
  return systemCommand(system)
}

async function closeCommand(): Promise<SeedCommand> {
  const { checkSeedText, formatSeedMistakes, generateSeedText } =
    await import('@sandpit/close/seed-file')
  return {
    print({ seed, leads = 10, hostile, code }) {
      const kind = hostile ? 'hostile' : 'realistic'
      process.stdout.write(generateSeedText({ seed, leads, kind, format: code ? 'code' : 'json' }))
    },
    check(file) {
      const text = readFileSync(file, 'utf8')
      const { data, mistakes } = checkSeedText(text)
      if (data !== undefined) {
        process.stdout.write(`${file}: ${(data.leads ?? []).length} leads, no mistakes\n`)
        return
      }
      process.stderr.write(`${formatSeedMistakes(mistakes, { text, file })}\n`)
      process.exitCode = 1
    },
  }
}
