import { checkLeftovers } from './leftovers-check.ts'
import type { MachineCheck } from './machine-check.ts'
import { checkNode } from './node-check.ts'
import { checkPlace } from './place-checks.ts'
import { checkProject } from './project-checks.ts'

/** Everything that a first test needs of this machine and of the project in a folder. */
export async function checkMachine(folder: string): Promise<readonly MachineCheck[]> {
  return [checkNode(), ...checkProject(folder), ...(await checkPlace()), await checkLeftovers()]
}
