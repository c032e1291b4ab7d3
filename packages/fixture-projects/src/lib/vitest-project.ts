import { join } from 'node:path'
import { FixtureProject } from './fixture-project.ts'
import { type RunnerAge, runnerFolder } from './runner-age.ts'

/** A project with Vitest. */
export class VitestProject extends FixtureProject {
  constructor(age: RunnerAge = 'newest') {
    const folder = runnerFolder(age, { oldest: 'vitest-oldest', newest: 'vitest' })
    super({
      age,
      adapter: 'vitest',
      runner: { name: 'vitest', folder },
      command: [join(folder, 'vitest.mjs'), 'run'],
      config: { file: 'vitest.config.ts', text: twoWorkers },
    })
  }
}

/** A file at a time each, as by default. */
const twoWorkers = `
import { sandpit } from '@sandpit/vitest/plugin'
export default { plugins: [sandpit({ waitMs: 1500 })], test: { maxWorkers: 2 } }
`
