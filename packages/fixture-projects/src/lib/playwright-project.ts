import { join } from 'node:path'
import { FixtureProject } from './fixture-project.ts'
import { type RunnerAge, runnerFolder } from './runner-age.ts'
import { RunnerProcess } from './runner-process.ts'

/** A project with Playwright. */
export class PlaywrightProject extends FixtureProject {
  readonly #cli: string

  constructor(age: RunnerAge = 'newest') {
    const folder = runnerFolder(age, { oldest: 'playwright-oldest', newest: '@playwright/test' })
    const cli = join(folder, 'cli.js')
    super({
      age,
      adapter: 'playwright',
      runner: { name: '@playwright/test', folder },
      command: [cli, 'test', '--output=test-results'],
      config: { file: 'playwright.config.ts', text: twoWorkers },
    })
    this.#cli = cli
  }

  /** Starts what UI mode and editors talk to. */
  startServer(folder: string, env: NodeJS.ProcessEnv): RunnerProcess {
    return new RunnerProcess([this.#cli, 'test-server', '--host=127.0.0.1'], folder, env)
  }
}

/** A test at a time each. */
const twoWorkers = `
import { defineConfig } from '@playwright/test'
import { sandpit } from '@sandpit/playwright/config'

export default defineConfig(sandpit({ workers: 2, fullyParallel: true, reporter: 'list' }, { waitMs: 1500 }))
`
