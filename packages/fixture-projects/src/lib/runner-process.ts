import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** How a run ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Everything the run printed. */
  readonly output: string
  /** What it printed to stdout alone. */
  readonly stdout: string
}

/** A runner at work, in a process group and session of its own. */
export class RunnerProcess {
  readonly ended: Promise<Ended>
  readonly #process: ChildProcess
  #output = ''
  #stdout = ''

  /** Runs Node with these arguments, by default the one that this process runs on. */
  constructor(
    args: readonly string[],
    cwd: string,
    env: NodeJS.ProcessEnv,
    node: string = process.execPath,
  ) {
    this.#process = spawn(node, args, {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.#process.stdout?.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()))
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => this.#printed(chunk.toString()))
    }
    this.ended = once(this.#process, 'close').then(([code, signal]: unknown[]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      output: this.#output,
      stdout: this.#stdout,
    }))
  }

  /** The main process, and the group that its workers are in. */
  get pid(): number {
    const { pid } = this.#process
    if (pid === undefined) throw new Error(`the runner did not start: ${this.#output}`)
    return pid
  }

  /** Whether the main process is gone. */
  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null
  }

  /** Resolves with the first match when the output contains it. */
  async printed(pattern: string | RegExp): Promise<string> {
    for (;;) {
      const [match] = new RegExp(pattern).exec(this.#output) ?? []
      if (match !== undefined) return match
      if (this.hasEnded) {
        throw new Error(`ended without '${String(pattern)}':\n${this.#output}`)
      }
      await Promise.race([once(this.#process, 'printed'), this.ended])
    }
  }

  /** Sends a signal to the main process, if it lives; tells whether it did. */
  kill(signal: NodeJS.Signals): boolean {
    return this.#process.kill(signal)
  }

  /** The same to the main process and all of its workers, as Ctrl-C in a terminal does. */
  killGroup(signal: NodeJS.Signals): boolean {
    return !this.hasEnded && process.kill(-this.pid, signal)
  }

  #printed(text: string): void {
    this.#output += text
    this.#process.emit('printed')
  }
}

/** This process runs under a test runner too; the run that it starts must not know. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const unwanted =
    /^(VITEST|TEST$|TEST_|PLAYWRIGHT_|PW_|NODE_ENV|KLAVIS_|SANDPIT_|NODE_OPTIONS|FORCE_COLOR|CI$|GITHUB_)/
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name))
  return { ...Object.fromEntries(kept), NO_COLOR: '1' }
}
