import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { playwrightWrapper, wrapPlaywrightConfig } from '../config/playwright-config.ts'
import { addVitestPlugin, type EditedConfig, vitestPlugin } from '../config/vitest-config.ts'
import type { Project } from './project.ts'

export type RunnerName = 'vitest' | 'playwright'

/** What there is to know of a runner to put Sandpit into its projects. */
export interface Runner {
  readonly name: RunnerName
  readonly title: string
  /** Its package. */
  readonly dependency: string
  /** Our package for it. */
  readonly adapter: string
  /** What it has as peers, which Yarn installs for nobody. */
  readonly peers: readonly string[]
  /** Its config files without extension, in the order in which it looks for them. */
  readonly configNames: readonly string[]
  /** What its tests are called: `close.<suffix>.ts`. */
  readonly suffix: 'test' | 'spec'
  /** The arguments that run it. */
  readonly command: readonly string[]
  /** A config where there is none. */
  readonly newConfig: string
  /** What to put into a config by hand. */
  readonly paste: string
  /** What the first test does before its expectation. */
  readonly seedLine: string
  /** @throws UnreadableConfig for a shape that is not known */
  edit(code: string): EditedConfig
}

const vitest: Runner = {
  name: 'vitest',
  title: 'Vitest',
  dependency: 'vitest',
  adapter: '@sandpit/vitest',
  peers: ['vite'],
  configNames: ['vitest.config', 'vite.config'],
  suffix: 'test',
  command: ['vitest', 'run'],
  newConfig: `import { sandpit } from '${vitestPlugin}'
import { defineConfig } from 'vitest/config'

export default defineConfig({ plugins: [sandpit()] })
`,
  paste: `import { sandpit } from '${vitestPlugin}'

plugins: [sandpit()]
`,
  seedLine: "test.override('seed', SEED)",
  edit: addVitestPlugin,
}

const playwright: Runner = {
  name: 'playwright',
  title: 'Playwright',
  dependency: '@playwright/test',
  adapter: '@sandpit/playwright',
  peers: [],
  configNames: ['playwright.config'],
  suffix: 'spec',
  command: ['playwright', 'test'],
  newConfig: `import { defineConfig } from '@playwright/test'
import { sandpit } from '${playwrightWrapper}'

export default defineConfig(sandpit({ testDir: 'tests' }))
`,
  paste: `import { sandpit } from '${playwrightWrapper}'

sandpit({ /* your config */ })
`,
  seedLine: 'test.use({ seed: SEED })',
  edit: (code) => ({ code: wrapPlaywrightConfig(code), others: [] }),
}

export const runners: Readonly<Record<RunnerName, Runner>> = { vitest, playwright }

/** The runners that a project depends on, or has a config of. */
export function runnersOf(project: Project): readonly Runner[] {
  return Object.values(runners).filter(
    ({ dependency, configNames: [own = ''] }) =>
      project.dependencies.has(dependency) || configFile(project.folder, [own]) !== undefined,
  )
}

const extensions = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs']

/** The first of the config files that is there, by its name. */
export function configFile(folder: string, names: readonly string[]): string | undefined {
  return names
    .flatMap((name) => extensions.map((extension) => `${name}.${extension}`))
    .find((file) => existsSync(join(folder, file)))
}
