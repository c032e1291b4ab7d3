import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'

const here = createRequire(import.meta.url)

const installed = ['client', 'close', 'emulator', 'gateway', 'lease', 'playwright', 'systems']

/**
 * A folder with our packages as a user has them, which is below node_modules: whatever is not, and
 * so our packages in this workspace, Playwright compiles itself, and that takes its time.
 */
export class PlaywrightProject implements Disposable {
  readonly #root = mkdtempSync(join(realpathSync(tmpdir()), 'benchmark-'))

  constructor() {
    const modules = join(this.#root, 'node_modules')
    for (const name of installed) {
      const from = dirname(here.resolve(`@sandpit/${name}/package.json`))
      const to = join(modules, '@sandpit', name)
      mkdirSync(to, { recursive: true })
      cpSync(join(from, 'package.json'), join(to, 'package.json'))
      cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true })
      const found = createRequire(join(from, 'package.json'))
      const { dependencies = {} } = found('./package.json') as { dependencies?: object }
      for (const dependency of Object.keys(dependencies))
        if (!dependency.startsWith('@sandpit/')) this.#link(dependency, packageOf(dependency, from))
    }
    this.#link('@playwright/test', packageOf('@playwright/test', import.meta.dirname))
    this.#link('klavis', packageOf('klavis', import.meta.dirname))
    writeFileSync(join(this.#root, 'package.json'), '{ "type": "module" }')
  }

  /** Runs a test file, and answers with all that it printed. */
  async run(config: string, test: string, env: NodeJS.ProcessEnv): Promise<string> {
    writeFileSync(join(this.#root, 'playwright.config.ts'), config)
    writeFileSync(join(this.#root, 'some.test.ts'), test)
    const cli = join(this.#root, 'node_modules/@playwright/test/cli.js')
    const runner = spawn(process.execPath, [cli, 'test'], {
      cwd: this.#root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [output] = await Promise.all([text(runner.stdout), once(runner, 'close')])
    return output
  }

  #link(name: string, target: string): void {
    const path = join(this.#root, 'node_modules', name)
    mkdirSync(dirname(path), { recursive: true })
    rmSync(path, { force: true })
    symlinkSync(realpathSync(target), path)
  }

  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true, force: true })
  }
}

/** A package's folder, found as Node does, since not every package tells its package.json. */
function packageOf(name: string, from: string): string {
  const folders = createRequire(join(from, 'x.js')).resolve.paths(name) ?? []
  for (const folder of folders) {
    try {
      return realpathSync(join(folder, name))
    } catch {
      // Not here: one folder up.
    }
  }
  throw new Error(`${name} is not installed`)
}
