import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { EmulatedSystem } from '@sandpit/emulator'

/**
 * The systems that modules export, under whatever names.
 *
 * @throws Error for a module that exports none
 */
export async function loadSystems(files: readonly string[]): Promise<readonly EmulatedSystem[]> {
  const loaded = await Promise.all(files.map(systemsIn))
  return loaded.flat()
}

async function systemsIn(file: string): Promise<readonly EmulatedSystem[]> {
  const module = (await import(pathToFileURL(resolve(file)).href)) as Readonly<
    Record<string, unknown>
  >
  const systems = Object.values(module).filter(isSystem)
  if (systems.length > 0) return systems
  throw new Error(`${file} exports no system. Make one with defineEmulatedSystem, and export it.`)
}

function isSystem(value: unknown): value is EmulatedSystem {
  if (typeof value !== 'object' || value === null) return false
  return 'server' in value && 'tools' in value && Array.isArray(value.tools)
}
