import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Which versions a project has, of its runner and of Node: the oldest supported, or the newest. */
export type RunnerAge = 'oldest' | 'newest'

const here = createRequire(import.meta.url)

/** The folder of an installed runner. */
export function runnerFolder(age: RunnerAge, names: Readonly<Record<RunnerAge, string>>): string {
  return dirname(here.resolve(`${names[age]}/package.json`))
}

/** The Node that a project's runner is started with. */
export function nodeOf(age: RunnerAge): string {
  if (age === 'newest') return process.execPath
  return join(dirname(here.resolve('node-oldest/package.json')), 'bin/node')
}
