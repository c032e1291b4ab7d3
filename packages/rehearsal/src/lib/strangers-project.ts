import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { npm, type PackageManager } from './package-manager.ts'

/** How a command ended. */
export interface Ended {
  readonly code: number
  /** Everything it printed. */
  readonly output: string
}

export interface ProjectOptions {
  /** npm by default. */
  readonly manager?: PackageManager
  /** Where commands are looked for; as for this process by default. */
  readonly path?: string
}

/** An empty folder outside this repository, whose package manager knows our packages from a registry only. */
export class StrangersProject implements Disposable {
  readonly folder: string
  readonly #root: string
  readonly #env: NodeJS.ProcessEnv

  constructor(registry: { readonly url: string }, options: ProjectOptions = {}) {
    const { manager = npm, path = process.env['PATH'] } = options
    this.#root = mkdtempSync(join(realpathSync(tmpdir()), 'stranger-'))
    this.folder = join(this.#root, 'project')
    this.#env = { ...cleanEnvironment(), ...ownCaches(this.#root), PATH: path }
    this.write({
      ...manager.files(registry.url),
      'package.json': '{ "private": true, "type": "module" }',
    })
  }

  /** Writes files, by their paths. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.folder, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }

  /** The text of a file. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8')
  }

  /** Whether a file or a folder is there. */
  has(path: string): boolean {
    return existsSync(join(this.folder, path))
  }

  /** Runs commands as a shell does, and answers however they end. */
  async run(commands: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const shell = spawn(commands, {
      cwd: this.folder,
      env: { ...this.#env, ...env },
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const closed = new Promise<number>((resolve) =>
      shell.once('close', (code) => resolve(code ?? 1)),
    )
    const [code, ...output] = await Promise.all([closed, text(shell.stdout), text(shell.stderr)])
    return { code, output: output.join('') }
  }

  /** Runs commands that have to succeed; throws what they printed where they do not. */
  async mustRun(commands: string): Promise<string> {
    const { code, output } = await this.run(commands)
    if (code !== 0) throw new Error(`${commands} ended with ${code}:\n${output}`)
    return output
  }

  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true, force: true })
  }
}

/** Nothing of the runner and the package manager that this test runs in. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const unwanted =
    /^(npm_|pnpm_|VITEST|TEST$|TEST_|NODE_ENV|NODE_PATH|KLAVIS_|SANDPIT_|NODE_OPTIONS|FORCE_COLOR|CI$|GITHUB_)/i
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name))
  return { ...Object.fromEntries(kept), NO_COLOR: '1' }
}

/**
 * Yarn and Bun know a package again by the name of its registry's host, without its port: they would
 * install what another registry on this machine had.
 */
function ownCaches(root: string): NodeJS.ProcessEnv {
  return {
    XDG_CACHE_HOME: join(root, 'caches'),
    YARN_GLOBAL_FOLDER: join(root, 'caches/yarn'),
    BUN_INSTALL_CACHE_DIR: join(root, 'caches/bun'),
  }
}
