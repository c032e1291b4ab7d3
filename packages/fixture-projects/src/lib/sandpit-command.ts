import { join } from 'node:path'
import { type Ended, RunnerProcess } from './runner-process.ts'

const bin = join(import.meta.dirname, '../../../cli/bin/sandpit.js')

/** Runs `sandpit` with these arguments, to the end. */
export function runSandpit(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return new RunnerProcess([bin, ...args], import.meta.dirname, env).ended
}
