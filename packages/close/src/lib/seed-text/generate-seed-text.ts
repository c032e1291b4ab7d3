import { generateCloseData, type GenerateOptions } from '../generate/generate-close-data.ts'
import { toCode } from '../code/to-code.ts'

/** What data to write, and how. */
export interface SeedTextOptions extends GenerateOptions {
  /** `json` (the default) is the wire's format; `code` is a module that exports a builder. */
  readonly format?: 'json' | 'code'
}

/**
 * The text of a file that holds random close data, the same for the same options.
 *
 * @example
 * ```ts
 * const json = generateSeedText({ seed: 42, leads: 50 })
 * const module = generateSeedText({ seed: 42, leads: 50, format: 'code' })
 * ```
 */
export function generateSeedText({ format = 'json', ...options }: SeedTextOptions): string {
  const data = generateCloseData(options)
  if (format === 'json') return `${JSON.stringify(data, undefined, 2)}\n`
  const code = toCode(data)
  const names = code.includes('usd(') ? 'closeData, usd' : 'closeData'
  return `import { ${names} } from '@sandpit/close'\n\nexport const seed = ${code}\n`
}
