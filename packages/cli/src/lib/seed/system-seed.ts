import { readFileSync } from 'node:fs'
import type { SystemServer } from '@sandpit/systems'
import { sampleData } from '@sandpit/systems/arbitraries'
import { toCode } from '@sandpit/systems/code'
import { checkData } from '@sandpit/systems/schema'
import { isSystemServer, systemServers } from '@sandpit/systems/shape'
import type { SeedCommand, SeedFlags } from './seed-flags.ts'

/**
 * What can be done with the data of a system.
 *
 * @throws Error for a server whose data the public document does not describe
 */
export function systemCommand(system: string): SeedCommand {
  if (!isSystemServer(system)) {
    const known = systemServers.join(', ')
    throw new Error(
      `The public document does not say what the data of '${system}' is. It knows ${known}.`,
    )
  }
  return {
    print: (flags) => process.stdout.write(seedText(system, flags)),
    check: (file) => checkFile(system, file),
  }
}

function seedText(system: SystemServer, { seed, leads, hostile, code }: SeedFlags): string {
  if (leads !== undefined) throw new Error('--leads is for the data of close.')
  const data = sampleData(system, { seed, kind: hostile ? 'hostile' : 'realistic' })
  if (!code) return `${JSON.stringify(data, undefined, 2)}\n`
  const type = `SystemData<'${system}'>`
  return `import type { SystemData } from '@sandpit/systems'\n\nexport const seed: ${type} = ${toCode(data)}\n`
}

function checkFile(system: SystemServer, file: string): void {
  const issues = checkData(system, JSON.parse(readFileSync(file, 'utf8')))
  if (issues.length === 0) {
    process.stdout.write(`${file}: no mistakes\n`)
    return
  }
  const lines = issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}\n`)
  process.stderr.write(lines.join(''))
  process.exitCode = 1
}
