import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UnreadableConfig } from '../config/unreadable-config.ts'
import type { Project } from '../init/project.ts'
import { configFile, type Runner } from '../init/runner.ts'
import { failed, type MachineCheck, passed, unclear } from './machine-check.ts'

/** Whether the config of a runner has the line that sets Sandpit up. */
export function checkConfig(project: Project, runner: Runner): MachineCheck {
  const check = `${runner.title} config`
  const file = configFile(project.folder, runner.configNames)
  const init = `npx -y @sandpit/cli init --runner ${runner.name}`
  if (file === undefined) return failed(check, `there is no ${runner.configNames[0]}`, init)
  const code = readFileSync(join(project.folder, file), 'utf8')
  try {
    if (runner.edit(code).code === code) return passed(check, `${file} has the line`)
    return failed(check, `${file} does not have the line`, init)
  } catch (error) {
    if (!(error instanceof UnreadableConfig)) throw error
    const advice = `See that it has this: ${runner.paste
      .trim()
      .split(/\s*\n\s*/)
      .join('; ')}`
    return unclear(check, `${file} ${error.message}`, advice)
  }
}
