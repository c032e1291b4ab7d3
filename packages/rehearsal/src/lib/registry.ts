import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runServer } from 'verdaccio'

/** A registry on this machine: it has what is published to it, and passes on everything else. */
export class Registry implements AsyncDisposable {
  readonly url: string
  readonly #server: Server
  readonly #folder: string

  private constructor(server: Server, folder: string) {
    this.#server = server
    this.#folder = folder
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }

  /** Starts an empty one, in front of the registry that npm uses here. */
  static async start(): Promise<Registry> {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'registry-'))
    mkdirSync(join(folder, 'storage'))
    const server = (await runServer(await writeSettings(folder))) as Server
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new Registry(server, folder)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** In a file, which may be JSON, as all JSON is YAML. */
async function writeSettings(folder: string): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['config', 'get', 'registry'])
  const settings = {
    storage: join(folder, 'storage'),
    uplinks: { upstream: { url: stdout.trim(), cache: false, maxage: '1h' } },
    packages: {
      '@sandpit/*': { access: '$all', publish: '$all' },
      '**': { access: '$all', proxy: 'upstream' },
    },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
  }
  const file = join(folder, 'config.yaml')
  writeFileSync(file, JSON.stringify(settings))
  return file
}
