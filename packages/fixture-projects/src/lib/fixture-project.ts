import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installLink, installOurs } from './installed-packages.ts'
import { nodeOf, type RunnerAge } from './runner-age.ts'
import { type Ended, RunnerProcess } from './runner-process.ts'

/** How a kind of project is set up and run. */
const installed = ['client', 'close', 'emulator', 'gateway', 'lease', 'systems']

export interface ProjectKind {
  readonly age: RunnerAge
  /** The adapter among our packages. */
  readonly adapter: string
  /** The runner's package, and the folder it is installed in. */
  readonly runner: { readonly name: string; readonly folder: string }
  /** The runner's command, as arguments to Node. */
  readonly command: readonly string[]
  /** The file of a run's config, and what is in it unless a test wants another. */
  readonly config: { readonly file: string; readonly text: string }
}

/** A folder with our packages, one adapter and one runner installed as a user has them. */
export class FixtureProject implements Disposable {
  readonly root: string
  readonly #kind: ProjectKind

  constructor(kind: ProjectKind) {
    this.#kind = kind
    this.root = mkdtempSync(join(realpathSync(tmpdir()), `fixture-${kind.age}-`))
    const modules = join(this.root, 'node_modules')
    for (const name of [...installed, kind.adapter]) {
      installOurs(name, modules)
    }
    installLink(kind.runner.name, kind.runner.folder, modules)
    writeFileSync(join(this.root, 'package.json'), '{ "type": "module" }')
  }

  /** Writes the files of one run into a folder of its own, with a config, by default for two workers. */
  write(
    name: string,
    files: Readonly<Record<string, string>>,
    config: string = this.#kind.config.text,
  ): string {
    const folder = join(this.root, name)
    mkdirSync(folder, { recursive: true })
    const all = { [this.#kind.config.file]: config, ...files }
    for (const [file, text] of Object.entries(all)) writeFileSync(join(folder, file), text)
    return folder
  }

  /** Starts a run in a folder. */
  start(folder: string, env: NodeJS.ProcessEnv = {}, args: readonly string[] = []): RunnerProcess {
    return new RunnerProcess([...this.#kind.command, ...args], folder, env, nodeOf(this.#kind.age))
  }

  /** Runs in a folder, to the end. */
  run(folder: string, env: NodeJS.ProcessEnv = {}, args: readonly string[] = []): Promise<Ended> {
    return this.start(folder, env, args).ended
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}
