import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const guides = join(import.meta.dirname, '../../../../docs/guide')

/** What a reader of a guide types. */
export interface Guide {
  /** Its first line of commands: what to install. */
  readonly install: string
  /** Its blocks of TypeScript, in order. */
  readonly code: readonly string[]
}

/**
 * Reads a guide by its name.
 *
 * @param known how many blocks of TypeScript its test runs: one more is one that nobody runs
 */
export function readGuide(name: string, known: number): Guide {
  const text = readFileSync(join(guides, `${name}.md`), 'utf8')
  const [install] = blocks(text, 'sh')
  if (install === undefined) throw new Error(`${name} has nothing to install`)
  const code = blocks(text, 'ts')
  if (code.length !== known)
    throw new Error(`${name} has ${code.length} blocks of code; ${known} are run`)
  return { install: install.replaceAll(/ +#.*/g, ''), code }
}

function blocks(text: string, language: string): readonly string[] {
  const fences = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms')
  return [...text.matchAll(fences)].map(([, code = '']) => code)
}
