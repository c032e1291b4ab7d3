import semver from 'semver'
import { failed, type MachineCheck, passed } from './machine-check.ts'
import { ownManifest } from './own-manifest.ts'

/** Whether this Node is one that Sandpit works with. */
export function checkNode(version: string = process.versions.node): MachineCheck {
  const { node: needed } = ownManifest().engines
  const found = `${version}; needed is ${needed}`
  if (semver.satisfies(version, needed, { includePrerelease: true })) return passed('Node', found)
  return failed('Node', found, 'Install a newer Node, or put `npx -p node@24` before the command')
}
