import type { FixtureProject } from './fixture-project.ts'
import { PlaywrightProject } from './playwright-project.ts'
import type { RunnerAge } from './runner-age.ts'
import { type TestedRun, testWithPlaywright, testWithVitest } from './test-results.ts'
import { VitestProject } from './vitest-project.ts'

/** One of the runners that are supported, for tests that are the same on each. */
export interface AnyRunner {
  readonly project: FixtureProject
  /**
   * A test file with these tests in it, which may use `expect`, `test`, and for the tests beside it
   * `useSeed(data)`, `useReadOnly()` and `useFaults(faults)`.
   */
  readonly file: (tests: string) => string
  /** A config for two workers, or as many as said, with the options of `sandpit()` in braces. */
  readonly config: (options: string, workers?: number, timeoutMs?: number) => string
  /** Runs in a folder, to the end, and tells what became of each test. */
  readonly test: (folder: string, env?: NodeJS.ProcessEnv) => Promise<TestedRun>
}

/** What titles of tests call a runner. */
export type RunnerName =
  | 'the oldest Vitest'
  | 'the newest Vitest'
  | 'the oldest Playwright'
  | 'the newest Playwright'

const runners: Readonly<Record<RunnerName, () => AnyRunner>> = {
  'the oldest Vitest': () => withVitest('oldest'),
  'the newest Vitest': () => withVitest('newest'),
  'the oldest Playwright': () => withPlaywright('oldest'),
  'the newest Playwright': () => withPlaywright('newest'),
}

export const runnerNames: readonly RunnerName[] = Object.keys(runners) as RunnerName[]

export function setUpRunner(name: RunnerName): AnyRunner {
  return runners[name]()
}

function withVitest(age: RunnerAge): AnyRunner {
  const project = new VitestProject(age)
  return {
    project,
    test: (folder, env) => testWithVitest(project, folder, env),
    file: (tests) => `
      import { closeSandboxes, expect, test } from '@sandpit/vitest/close'
      const useSeeds = (of, seeds) => of.override('seeds', seeds)
      const useSeed = (seed) => test.override('seed', seed)
      const useReadOnly = () => test.override('readOnly', true)
      const useFaults = (faults) => test.override('faults', faults)
      ${tests}
    `,
    config: (options, workers = 2, timeoutMs = 60_000) => `
      import { sandpit } from '@sandpit/vitest/plugin'
      export default { plugins: [sandpit(${options})], test: { maxWorkers: ${workers}, testTimeout: ${timeoutMs} } }
    `,
  }
}

function withPlaywright(age: RunnerAge): AnyRunner {
  const project = new PlaywrightProject(age)
  return {
    project,
    test: (folder, env) => testWithPlaywright(project, folder, env),
    file: (tests) => `
      import { closeSandboxes, expect, test } from '@sandpit/playwright/close'
      const useSeeds = (of, seeds) => of.use({ seeds })
      const useSeed = (seed) => test.use({ seed })
      const useReadOnly = () => test.use({ readOnly: true })
      const useFaults = (faults) => test.use({ faults })
      ${tests}
    `,
    config: (options, workers = 2, timeoutMs = 60_000) => `
      import { sandpit } from '@sandpit/playwright/config'
      export default sandpit({ workers: ${workers}, timeout: ${timeoutMs}, expect: { timeout: 1000 }, reporter: 'list' }, ${options})
    `,
  }
}
