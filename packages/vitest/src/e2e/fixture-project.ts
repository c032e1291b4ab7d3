import { type ChildProcess, spawn } from 'node:child_process'
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
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Which Vitest a project has: the oldest that is supported, or the newest. */
export type VitestAge = 'oldest' | 'newest'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Everything the run printed. */
  readonly output: string
}

export interface Running {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves when the output contains a text. */
  printed(text: string): Promise<void>
}

const here = createRequire(import.meta.url)
const packages = join(import.meta.dirname, '../../..')
const ours = ['client', 'close', 'emulator', 'lease', 'vitest']

/**
 * A folder with our packages installed as a user has them: copies, so that each finds the project's
 * own Vitest, whatever this workspace has.
 */
export class FixtureProject implements Disposable {
  readonly root: string
  readonly #age: VitestAge

  constructor(age: VitestAge) {
    this.#age = age
    this.root = mkdtempSync(join(realpathSync(tmpdir()), `fixture-${age}-`))
    const modules = join(this.root, 'node_modules')
    mkdirSync(join(modules, '@sandpit'), { recursive: true })
    for (const name of ours) install(name, modules)
    link(modules, 'vitest', vitestOf(age))
    link(modules, 'fast-check', join(packages, 'close/node_modules/fast-check'))
    writeFileSync(join(this.root, 'package.json'), JSON.stringify({ type: 'module' }))
  }

  /** Writes the test files of one run into a folder of its own, with a config. */
  write(
    name: string,
    files: Readonly<Record<string, string>>,
    config: string = withPlugin,
  ): string {
    const folder = join(this.root, name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'vitest.config.ts'), config)
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    return folder
  }

  /** Starts `vitest run` in a folder. */
  start(folder: string, env: NodeJS.ProcessEnv = {}, args: readonly string[] = []): Running {
    const cli = join(vitestOf(this.#age), 'vitest.mjs')
    const runner = spawn(process.execPath, [cli, 'run', ...args], {
      cwd: folder,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return follow(runner)
  }

  run(folder: string, env: NodeJS.ProcessEnv = {}, args: readonly string[] = []): Promise<Ended> {
    return this.start(folder, env, args).ended
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** Two workers, a file at a time each, as by default. */
const withPlugin = `
import { sandpit } from '@sandpit/vitest/plugin'
export default { plugins: [sandpit({ waitMs: 1500 })], test: { maxWorkers: 2 } }
`

function install(name: string, modules: string): void {
  const from = join(packages, name)
  const to = join(modules, '@sandpit', name)
  mkdirSync(to)
  cpSync(join(from, 'package.json'), join(to, 'package.json'))
  cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true })
  const { dependencies = {} } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  for (const dependency of Object.keys(dependencies)) {
    if (!dependency.startsWith('@sandpit/')) {
      link(modules, dependency, join(from, 'node_modules', dependency))
    }
  }
}

function link(modules: string, name: string, target: string): void {
  const path = join(modules, name)
  mkdirSync(dirname(path), { recursive: true })
  rmSync(path, { force: true })
  symlinkSync(realpathSync(target), path)
}

function vitestOf(age: VitestAge): string {
  return dirname(here.resolve(`${age === 'oldest' ? 'vitest-oldest' : 'vitest'}/package.json`))
}

/** This process runs in Vitest too; the run that it starts must not know. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const unwanted = /^(VITEST|TEST$|NODE_ENV|KLAVIS_|SANDPIT_|NODE_OPTIONS|FORCE_COLOR|CI$|GITHUB_)/
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name))
  return { ...Object.fromEntries(kept), NO_COLOR: '1' }
}

function follow(runner: ChildProcess): Running {
  let output = ''
  const add = (chunk: Buffer): void => {
    output += chunk.toString()
    runner.emit('printed')
  }
  runner.stdout?.on('data', add)
  runner.stderr?.on('data', add)
  const ended = once(runner, 'close').then(([code, signal]: unknown[]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    output,
  }))
  return {
    process: runner,
    ended,
    async printed(text) {
      while (!output.includes(text)) {
        if (runner.exitCode !== null) throw new Error(`ended without '${text}':\n${output}`)
        await once(runner, 'printed')
      }
    },
  }
}
