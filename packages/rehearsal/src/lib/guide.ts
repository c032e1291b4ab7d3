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

/** Reads a guide by its name. */
export function readGuide(name: string): Guide {
  const text = readFileSync(join(guides, `${name}.md`), 'utf8')
  const [install] = blocks(text, 'sh')
  if (install === undefined) throw new Error(`${name} has nothing to install`)
  return { install: install.replaceAll(/ +#.*/g, ''), code: blocks(text, 'ts') }
}

function blocks(text: string, language: string): readonly string[] {
  const fences = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms')
  return [...text.matchAll(fences)].map(([, code = '']) => code)
}
