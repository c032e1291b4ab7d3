import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { npmrc } from './publish.ts'
import type { Registry } from './registry.ts'

/** How a command ended. */
export interface Ended {
  readonly code: number
  /** Everything it printed. */
  readonly output: string
}

/** An empty folder outside this repository, whose package managers know our packages from a registry only. */
export class StrangersProject implements Disposable {
  readonly folder: string = mkdtempSync(join(realpathSync(tmpdir()), 'stranger-'))

  constructor(registry: Registry) {
    this.write({
      '.npmrc': npmrc(registry),
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

  /** Runs commands as a shell does, and answers however they end. */
  async run(commands: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const shell = spawn(commands, {
      cwd: this.folder,
      env: { ...cleanEnvironment(), ...env },
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
  async mustRun(commands: string): Promise<void> {
    const { code, output } = await this.run(commands)
    if (code !== 0) throw new Error(`${commands} ended with ${code}:\n${output}`)
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Nothing of the runner and the package manager that this test runs in. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const unwanted =
    /^(npm_|pnpm_|VITEST|TEST$|TEST_|NODE_ENV|NODE_PATH|KLAVIS_|SANDPIT_|NODE_OPTIONS|FORCE_COLOR|CI$|GITHUB_)/i
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name))
  return { ...Object.fromEntries(kept), NO_COLOR: '1' }
}
