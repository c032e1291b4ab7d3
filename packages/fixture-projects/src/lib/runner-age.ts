import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** Which version of a runner a project has: the oldest that is supported, or the newest. */
export type RunnerAge = 'oldest' | 'newest'

const here = createRequire(import.meta.url)

/** The folder of an installed runner. */
export function runnerFolder(age: RunnerAge, names: Readonly<Record<RunnerAge, string>>): string {
  return dirname(here.resolve(`${names[age]}/package.json`))
}
