import { readFileSync } from 'node:fs'
import { checkSeedText, formatSeedMistakes, generateSeedText } from '@sandpit/close/seed-file'

export interface SeedFlags {
  readonly seed: number
  readonly leads: number
  readonly hostile?: true
  readonly code?: true
  readonly check?: string
}

export function printSeed({ seed, leads, hostile, code }: SeedFlags): void {
  const kind = hostile ? 'hostile' : 'realistic'
  process.stdout.write(generateSeedText({ seed, leads, kind, format: code ? 'code' : 'json' }))
}

/** Prints each mistake with its line and column, and has the process end with code 1 for any. */
export function checkSeedFile(file: string): void {
  const text = readFileSync(file, 'utf8')
  const { data, mistakes } = checkSeedText(text)
  if (data !== undefined) {
    process.stdout.write(`${file}: ${(data.leads ?? []).length} leads, no mistakes\n`)
    return
  }
  process.stderr.write(`${formatSeedMistakes(mistakes, { text, file })}\n`)
  process.exitCode = 1
}
