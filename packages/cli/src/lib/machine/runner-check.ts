import { installCommand } from '../init/package-commands.ts'
import type { Project } from '../init/project.ts'
import type { Runner } from '../init/runner.ts'
import semver from 'semver'
import { installedPackage } from './installed-package.ts'
import { failed, type MachineCheck, passed } from './machine-check.ts'

/** Whether a runner and our package for it are installed, and fit each other. */
export function checkRunner({ folder, packageManager }: Project, runner: Runner): MachineCheck {
  const { title, dependency, adapter } = runner
  const [installed, ours] = [dependency, adapter].map((name) => installedPackage(folder, name))
  const missing = [dependency, adapter].filter((_, index) => [installed, ours][index] === undefined)
  if (installed === undefined || ours === undefined) {
    const found = `${missing.join(' and ')} cannot be found from this folder`
    return failed(title, found, installCommand(packageManager, missing))
  }
  const supported = ours.peerDependencies?.[dependency] ?? '*'
  const found = `${dependency} ${installed.version}, ${adapter} ${ours.version}`
  const fits = semver.satisfies(installed.version, supported, { includePrerelease: true })
  if (fits) return passed(title, found)
  const advice = `${adapter} works with ${dependency} ${supported}: ${installCommand(packageManager, [`'${dependency}@${supported}'`])}`
  return failed(title, found, advice)
}
