import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@sandpit/client'

const here = createRequire(import.meta.url)
const apiKey = 'key-of-the-external-emulator'

/** A service in a process of its own, so that it outlives whoever is killed. */
export class ExternalEmulator implements Disposable {
  readonly apiKey: string = apiKey
  readonly url: string
  readonly #process: ChildProcess

  private constructor(process: ChildProcess, url: string) {
    this.#process = process
    this.url = url
  }

  static async start(flags: readonly string[]): Promise<ExternalEmulator> {
    const bin = join(dirname(here.resolve('@sandpit/cli/package.json')), 'bin/sandpit.js')
    const emulator = spawn(
      process.execPath,
      [bin, 'emulator', '--port', '0', '--api-key', apiKey, ...flags],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    for await (const chunk of emulator.stdout.iterator({ destroyOnReturn: false })) {
      const url = /http:\/\/\S+/.exec(String(chunk))?.[0]
      if (url !== undefined) return new ExternalEmulator(emulator, url)
    }
    throw new Error('the emulator did not start')
  }

  /** How many sandboxes are in somebody's hands. */
  async occupied(): Promise<number> {
    await using client = createClient({ apiKey, baseUrl: this.url })
    const sandboxes = await client.list()
    return sandboxes.filter((sandbox) => sandbox.status === 'occupied').length
  }

  /** How many are still occupied when none is, or when the time is up. */
  async occupiedWithin(ms: number): Promise<number> {
    const deadline = performance.now() + ms
    for (;;) {
      const occupied = await this.occupied()
      if (occupied === 0 || performance.now() > deadline) return occupied
      await sleep(100)
    }
  }

  [Symbol.dispose](): void {
    this.#process.kill()
  }
}
