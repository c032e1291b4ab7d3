import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Ended, PlaywrightProcess } from './playwright-process.ts'

/** Which Playwright a project has: the oldest that is supported, or the newest. */
export type PlaywrightAge = 'oldest' | 'newest'

const here = createRequire(import.meta.url)
const packages = join(import.meta.dirname, '../../..')
const ours = ['client', 'close', 'emulator', 'lease', 'playwright']

/**
 * A folder with our packages installed as a user has them: copies, so that each finds the project's
 * own Playwright, whatever this workspace has.
 */
export class FixtureProject implements Disposable {
  readonly root: string
  readonly #cli: string

  constructor(age: PlaywrightAge = 'newest') {
    this.root = mkdtempSync(join(realpathSync(tmpdir()), `fixture-${age}-`))
    const modules = join(this.root, 'node_modules')
    for (const name of ours) install(name, modules)
    const playwright = playwrightOf(age)
    link(modules, '@playwright/test', playwright)
    this.#cli = join(playwright, 'cli.js')
    writeFileSync(join(this.root, 'package.json'), JSON.stringify({ type: 'module' }))
  }

  /** Writes the test files of one run into a folder of its own, with a config. */
  write(
    name: string,
    files: Readonly<Record<string, string>>,
    config: string = withSandpit,
  ): string {
    const folder = join(this.root, name)
    mkdirSync(folder, { recursive: true })
    for (const [file, text] of Object.entries({ 'playwright.config.ts': config, ...files }))
      writeFileSync(join(folder, file), text)
    return folder
  }

  /** Starts `playwright test` in a folder. */
  start(
    folder: string,
    env: NodeJS.ProcessEnv = {},
    args: readonly string[] = [],
  ): PlaywrightProcess {
    return new PlaywrightProcess(this.#cli, ['test', '--output=test-results', ...args], folder, env)
  }

  run(folder: string, env: NodeJS.ProcessEnv = {}, args: readonly string[] = []): Promise<Ended> {
    return this.start(folder, env, args).ended
  }

  /** Starts what UI mode and editors talk to. */
  startServer(folder: string, env: NodeJS.ProcessEnv): PlaywrightProcess {
    return new PlaywrightProcess(this.#cli, ['test-server', '--host=127.0.0.1'], folder, env)
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** Two workers, a test at a time each. */
const withSandpit: string = `
import { defineConfig } from '@playwright/test'
import { sandpit } from '@sandpit/playwright/config'

export default defineConfig(sandpit({ workers: 2, fullyParallel: true, reporter: 'list' }, { waitMs: 1500 }))
`

function install(name: string, modules: string): void {
  const from = join(packages, name)
  const to = join(modules, '@sandpit', name)
  mkdirSync(to, { recursive: true })
  cpSync(join(from, 'package.json'), join(to, 'package.json'))
  cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true })
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    readFileSync(join(from, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  for (const dependency of Object.keys({ ...dependencies, ...peerDependencies })) {
    if (!dependency.startsWith('@sandpit/'))
      link(modules, dependency, join(from, 'node_modules', dependency))
  }
}

function link(modules: string, name: string, target: string): void {
  const path = join(modules, name)
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true })
  symlinkSync(realpathSync(target), path)
}

function playwrightOf(age: PlaywrightAge): string {
  const name = age === 'oldest' ? 'playwright-oldest' : '@playwright/test'
  return dirname(here.resolve(`${name}/package.json`))
}
