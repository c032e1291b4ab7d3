import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import { installCommand } from '../init/package-commands.ts'
import { type Project, readProject } from '../init/project.ts'
import { configFile, type Runner, runners, runnersOf } from '../init/runner.ts'
import { checkConfig } from './config-check.ts'
import { failed, type MachineCheck, unclear } from './machine-check.ts'
import { installedPackage } from './installed-package.ts'
import { checkRunner } from './runner-check.ts'

/** The checks of the project in a folder: each of its runners, and the config of each. */
export function checkProject(folder: string): readonly MachineCheck[] {
  if (!existsSync(join(folder, 'package.json'))) {
    const found = 'there is no package.json in this folder'
    return [unclear('runner', found, 'Run it in your project to have runner and config checked')]
  }
  try {
    return checkRunners(readProject(folder))
  } catch (error) {
    if (!(error instanceof SandpitError)) throw error
    return [failed('runner', error.message, 'Mend package.json')]
  }
}

function checkRunners(project: Project): readonly MachineCheck[] {
  const found = runnersOf(project)
  const setUp = found.filter((runner) => isSetUp(project, runner))
  if (found.length > 0) {
    return (setUp.length > 0 ? setUp : found).flatMap((runner) => [
      checkRunner(project, runner),
      checkConfig(project, runner),
    ])
  }
  const { dependency, adapter } = runners.vitest
  const install = installCommand(project.packageManager, [dependency, adapter])
  const why = 'package.json names neither vitest nor @playwright/test'
  return [failed('runner', why, `${install}, or the same for Playwright`)]
}

/** A project may have the other runner for something else. */
function isSetUp({ folder }: Project, { adapter, configNames }: Runner): boolean {
  return (
    installedPackage(folder, adapter) !== undefined && configFile(folder, configNames) !== undefined
  )
}
