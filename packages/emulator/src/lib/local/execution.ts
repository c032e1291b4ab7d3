import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { packArchive } from './archive.ts'
import { type LogPart, readLog } from './execution-log.ts'
import { killGroup } from './kill-group.ts'
import type { Workspace } from './workspace.ts'

export type ExecutionStatus = 'pending' | 'running' | 'completed' | 'failed'

const NOT_RUN =
  'The emulator runs no programs unless it is told to: start it with runPrograms: true (sandpit emulator --run-programs).\n'
const NOT_INSTALLED = 'The emulator installs nothing from requirements.txt.\n'

/** A program that was sent to a local sandbox, and how it fares. */
export class Execution {
  /** The name of its archive among the workspace's uploads. */
  readonly upload: string
  readonly #workspace: Workspace
  readonly #directory: string
  readonly #log: string
  #status: ExecutionStatus = 'pending'
  #child: ChildProcess | undefined

  constructor(workspace: Workspace, number: number) {
    this.upload = `execution-${number}`
    this.#workspace = workspace
    this.#directory = join(workspace.directory, 'executions', String(number))
    this.#log = join(workspace.directory, `${this.upload}.log`)
  }

  get status(): ExecutionStatus {
    return this.#status
  }

  get isUploaded(): boolean {
    return this.#workspace.hasUpload(this.upload)
  }

  /** Unpacks what was uploaded and goes on in the background. */
  async start(options: { readonly isRun: boolean }): Promise<void> {
    await this.stop()
    await rm(this.#directory, { recursive: true, force: true })
    await rm(this.#log, { force: true })
    await mkdir(this.#directory, { recursive: true })
    await this.#workspace.unpack(this.upload, this.#directory)
    if (options.isRun) await this.#run()
    else await this.#fail(NOT_RUN)
  }

  /** What the program has written from a byte on. */
  log(cursor: number): Promise<LogPart> {
    return readLog(this.#log, cursor)
  }

  /** Packs the directory that it runs in. */
  async exportTo(name: string): Promise<void> {
    await packArchive(this.#directory, this.#workspace.pathOf(`${name}.tar.gz`))
  }

  /** Ends it, with everything that it has started. */
  async stop(): Promise<void> {
    const child = this.#child
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    killGroup(child.pid, child)
    await exit
  }

  /** Its own group and a bare environment: no key of the emulator's process gets to it. */
  async #run(): Promise<void> {
    await appendFile(this.#log, NOT_INSTALLED)
    const output = await open(this.#log, 'a')
    const child = spawn('python3', ['main.py'], {
      cwd: this.#directory,
      detached: true,
      env: { PATH: process.env['PATH'], HOME: this.#directory, PYTHONUNBUFFERED: '1' },
      stdio: ['ignore', output.fd, output.fd],
    })
    this.#child = child
    this.#status = 'running'
    child.once('error', (error) => this.#failLater(`python3 did not start: ${error.message}\n`))
    child.once('exit', (code) => {
      this.#status = code === 0 ? 'completed' : 'failed'
    })
    await output.close()
  }

  /** Where nobody waits: a directory that is gone has no log. */
  #failLater(reason: string): void {
    void this.#fail(reason).catch(() => {})
  }

  async #fail(reason: string): Promise<void> {
    this.#status = 'failed'
    await appendFile(this.#log, reason)
  }
}
