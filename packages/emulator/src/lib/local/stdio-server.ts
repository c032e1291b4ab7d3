import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { isDictionary } from '../validation/containers.ts'
import { jsonLines } from './json-lines.ts'
import { killGroup } from './kill-group.ts'
import type { LocalCommand } from './local-command.ts'
import type { Workspace } from './workspace.ts'

/** What a server answered to a request. */
export interface StdioAnswer {
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

/** As much of what a server wrote to its error output as is told when it is dead. */
const TOLD_ERRORS = 500

const PROTOCOL_VERSION = '2025-06-18'

/**
 * A real MCP server that runs in a local sandbox, over its standard input and output. It starts with
 * the first request, in a group of its own with a bare environment, and once it has ended, every
 * request is answered with why.
 */
export class StdioServer {
  readonly #name: string
  readonly #child: ChildProcess
  readonly #pending = new Map<number, (answer: StdioAnswer) => void>()
  readonly #introduction: Promise<StdioAnswer>
  #lastId = 0
  #errors = ''
  #end: string | undefined

  private constructor(name: string, child: ChildProcess) {
    this.#name = name
    this.#child = child
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = `${this.#errors}${text}`.slice(-TOLD_ERRORS)
    })
    // A pipe that breaks is a server that has ended, which is told as that.
    child.stdin?.on('error', () => undefined)
    child.once('error', ({ message }) => this.#finish(`did not start: ${message}`))
    child.once('close', (code, signal) => this.#finish(`ended with ${code ?? signal}`))
    void this.#read()
    this.#introduction = this.#introduce()
  }

  static async start(
    name: string,
    command: LocalCommand,
    workspace: Workspace,
  ): Promise<StdioServer> {
    const directory = await workspace.files()
    const filled = (text: string): string => text.replaceAll('{workspace}', directory)
    const env = Object.entries(command.env ?? {}).map(([key, value]) => [key, filled(value)])
    const child = spawn(filled(command.command), (command.args ?? []).map(filled), {
      cwd: directory,
      detached: true,
      env: {
        PATH: process.env['PATH'],
        HOME: join(workspace.directory),
        ...(Object.fromEntries(env) as Record<string, string>),
      },
    })
    return new StdioServer(name, child)
  }

  /** What the server said of itself when it started. */
  introduction(): Promise<StdioAnswer> {
    return this.#introduction
  }

  /** Sends a request, and waits for the answer to it. */
  request(method: string, params: unknown): Promise<StdioAnswer> {
    if (this.#end !== undefined) return Promise.resolve(this.#dead())
    this.#lastId += 1
    const id = this.#lastId
    this.#send({ jsonrpc: '2.0', id, method, ...(params !== null && { params }) })
    return new Promise((resolve) => {
      this.#pending.set(id, resolve)
    })
  }

  /** Ends it, with everything that it has started. */
  async stop(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child
    if (pid === undefined || exitCode !== null || signalCode !== null) return
    const exit = once(this.#child, 'exit')
    killGroup(pid, this.#child)
    await exit
  }

  async #introduce(): Promise<StdioAnswer> {
    const answer = await this.request('initialize', {
      protocolVersion: PROTOCOL_VERSION,
      capabilities: {},
      clientInfo: { name: 'sandpit-emulator', version: '1.0.0' },
    })
    this.#send({ jsonrpc: '2.0', method: 'notifications/initialized' })
    return answer
  }

  async #read(): Promise<void> {
    const { stdout } = this.#child
    if (stdout === null) return
    try {
      for await (const message of jsonLines(stdout)) this.#receive(message)
    } catch (error) {
      this.#finish(`was stopped: ${(error as Error).message}`)
      await this.stop()
    }
  }

  /** Answers go to whoever asked; the server itself may ask for nothing here but a ping. */
  #receive(message: unknown): void {
    if (!isDictionary(message)) return
    const { id, method, result, error } = message
    if (method === undefined) {
      const settle = this.#pending.get(Number(id))
      this.#pending.delete(Number(id))
      settle?.(
        error === undefined ? { result } : { error: error as { code: number; message: string } },
      )
    } else if (id !== undefined) {
      const refusal = { error: { code: -32_601, message: 'Method not found' } }
      this.#send({ jsonrpc: '2.0', id, ...(method === 'ping' ? { result: {} } : refusal) })
    }
  }

  #send(message: object): void {
    this.#child.stdin?.write(`${JSON.stringify(message)}\n`)
  }

  #finish(how: string): void {
    this.#end ??= how
    for (const settle of this.#pending.values()) settle(this.#dead())
    this.#pending.clear()
  }

  #dead(): StdioAnswer {
    const errors = this.#errors.trim() === '' ? '' : ` It wrote: ${this.#errors.trim()}`
    const message = `The local server '${this.#name}' ${this.#end}. It starts again when the sandbox is reset.${errors}`
    return { error: { code: -32_000, message } }
  }
}
