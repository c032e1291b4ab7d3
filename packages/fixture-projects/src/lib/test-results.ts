import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { FixtureProject } from './fixture-project.ts'
import type { Ended } from './runner-process.ts'

/** What a runner's own report says of one test. */
export interface TestResult {
  readonly title: string
  readonly passed: boolean
  /** Messages of its errors with their stacks, as far as the report has them. */
  readonly errors: readonly string[]
}

/** A run, and what became of each of its tests. */
export interface TestedRun extends Ended {
  readonly tests: readonly TestResult[]
}

const file = 'results.json'

/** Runs Vitest in a folder, to the end, and reads its JSON report. */
export async function testWithVitest(
  project: FixtureProject,
  folder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<TestedRun> {
  const args = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ended = await project.run(folder, env, args)
  const { testResults } = readReport(folder, ended) as VitestReport
  const tests = testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ title, status, failureMessages }) => ({
      title,
      passed: status === 'passed',
      errors: failureMessages,
    })),
  )
  return { ...ended, tests }
}

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** Runs Playwright in a folder, to the end, and reads its JSON report. */
export async function testWithPlaywright(
  project: FixtureProject,
  folder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<TestedRun> {
  const report = { PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const ended = await project.run(folder, { ...env, ...report }, ['--reporter=list,json'])
  const { suites } = readReport(folder, ended) as PlaywrightReport
  return { ...ended, tests: suites.flatMap(testsOf) }
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[]
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs: readonly {
    readonly title: string
    readonly ok: boolean
    readonly tests: readonly {
      readonly results: readonly {
        readonly errors: readonly { readonly message?: string; readonly stack?: string }[]
      }[]
    }[]
  }[]
}

function testsOf({ suites = [], specs }: PlaywrightSuite): readonly TestResult[] {
  const own = specs.map(({ title, ok, tests }) => ({
    title,
    passed: ok,
    errors: tests.flatMap(({ results }) =>
      results.flatMap(({ errors }) =>
        errors.map(({ message = '', stack = message }) => stripVTControlCharacters(stack)),
      ),
    ),
  }))
  return [...own, ...suites.flatMap(testsOf)]
}

function readReport(folder: string, { output }: Ended): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'))
  } catch (cause) {
    throw new Error(`the runner wrote no report:\n${output}`, { cause })
  }
}
