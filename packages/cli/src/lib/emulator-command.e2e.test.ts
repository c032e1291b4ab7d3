import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

const BIN = fileURLToPath(new URL('../../bin/sandpit.js', import.meta.url))

interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [BIN, 'emulator', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

async function finish(child: ChildProcess): Promise<Finished> {
  const { stdout: out, stderr: err } = child
  if (out === null || err === null) throw new TypeError('The child has no pipes.')
  const exit = once(child, 'exit')
  const [stdout, stderr] = await Promise.all([text(out), text(err)])
  await exit
  return { code: child.exitCode, stdout, stderr }
}

/** Resolves with the address once the process says that it is ready. */
async function ready(child: ChildProcess): Promise<string> {
  let printed = ''
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    printed += String(chunk)
    const url = /http:\/\/\S+/.exec(printed)?.[0]
    if (url !== undefined) return url
  }
  throw new Error(`The emulator never got ready: ${printed}`)
}

describe('sandpit emulator', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints its address, serves, and stops on %s',
    async (signal) => {
      const child = start('--port', '0', '--api-key', 'KEY', '--pool', 'close=1')
      const url = await ready(child)
      const acquire = (): Promise<Response> =>
        fetch(`${url}/sandbox/close`, { method: 'POST', headers: { authorization: 'Bearer KEY' } })
      expect((await acquire()).status).toBe(201)
      expect((await acquire()).status).toBe(503)
      const finished = finish(child)
      child.kill(signal)
      expect((await finished).code).toBe(0)
    },
  )

  it('puts the tools of a module on a system, and refuses a module without any', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'systems-'))
    const [good, bad] = [join(folder, 'linear.mjs'), join(folder, 'nothing.mjs')]
    await writeFile(
      good,
      `export const linear = { server: 'linear', tools: [{ name: 'linear_count', description: 'Counts',
        inputSchema: { type: 'object' }, call: (_, { data }) => String(data.projects.length) }] }`,
    )
    await writeFile(bad, 'export const linear = 1')
    const failed = await finish(start('--port', '0', '--system', bad))
    expect(failed).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/exports no system/) as unknown,
    })
    const child = start('--port', '0', '--api-key', 'KEY', '--system', good)
    const url = await ready(child)
    const headers = { authorization: 'Bearer KEY', 'content-type': 'application/json' }
    const acquired = await fetch(`${url}/sandbox/linear`, { method: 'POST', headers })
    const { sandbox_id: id, server_url: mcpUrl } = (await acquired.json()) as Record<string, string>
    const body = JSON.stringify({ projects: [{ name: 'A' }, { name: 'B' }] })
    await fetch(`${url}/sandbox/linear/${id}/initialize`, { method: 'POST', headers, body })
    const called = await fetch(mcpUrl ?? '', {
      method: 'POST',
      headers: { ...headers, accept: 'application/json, text/event-stream' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'linear_count', arguments: {} },
      }),
    })
    expect(await called.text()).toContain('"text":"2"')
    const finished = finish(child)
    child.kill()
    await finished
    await rm(folder, { recursive: true })
  })

  it('runs a program as a server of local sandboxes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'servers-'))
    const program = join(folder, 'echo.mjs')
    await writeFile(
      program,
      `import { createInterface } from 'node:readline'
      for await (const line of createInterface(process.stdin)) {
        const { id, method } = JSON.parse(line)
        if (id !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: { said: method + process.argv[2] } }))
      }`,
    )
    const command = `git=${process.execPath} ${program} !`
    const child = start('--port', '0', '--api-key', 'KEY', '--local-server', command)
    const url = await ready(child)
    const headers = { authorization: 'Bearer KEY', 'content-type': 'application/json' }
    const post = (to: string, body: unknown): Promise<Response> =>
      fetch(to, {
        method: 'POST',
        headers: { ...headers, accept: 'application/json, text/event-stream' },
        body: JSON.stringify(body),
      })
    const taken = await post(`${url}/local-sandbox`, { server_names: ['git'] })
    const { servers } = (await taken.json()) as { servers: { mcp_server_url: string }[] }
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
    const answer = await post(servers[0]?.mcp_server_url ?? '', call)
    expect(await answer.text()).toContain('"said":"tools/list!"')
    const finished = finish(child)
    child.kill()
    await finished
    await rm(folder, { recursive: true })
  })

  it('applies the latency it is told', async () => {
    const child = start('--port', '0', '--api-key', 'KEY', '--latency', 'list=150,reset=1')
    const url = await ready(child)
    const before = performance.now()
    await fetch(`${url}/sandbox`, { headers: { authorization: 'Bearer KEY' } })
    expect(performance.now() - before).toBeGreaterThanOrEqual(149)
    const finished = finish(child)
    child.kill()
    await finished
  })

  it('lets things go wrong as it is told', async () => {
    const child = start(
      '--port',
      '0',
      '--api-key',
      'KEY',
      '--fault',
      'list=error:502x1',
      '--fault',
      'get=drop',
      '--rate-limit',
      '2/60',
    )
    const url = await ready(child)
    const list = async (): Promise<number> =>
      (await fetch(`${url}/sandbox`, { headers: { authorization: 'Bearer KEY' } })).status
    expect([await list(), await list(), await list()]).toEqual([502, 200, 429])
    const finished = finish(child)
    child.kill()
    await finished
  })

  it('stops while a call is waiting', async () => {
    const child = start('--port', '0', '--api-key', 'KEY', '--latency', 'list=30000')
    const url = await ready(child)
    const cut = fetch(`${url}/sandbox`, { headers: { authorization: 'Bearer KEY' } })
    const finished = finish(child)
    await Promise.all([
      expect(cut).rejects.toThrow('fetch failed'),
      new Promise((resolve) => setTimeout(resolve, 100)).then(() => child.kill()),
    ])
    expect((await finished).code).toBe(0)
  })

  it('prints a key that it made up, once', async () => {
    const child = start('--port', '0')
    const finished = finish(child)
    child.stdout?.once('data', () => child.kill())
    const { stdout, stderr } = await finished
    expect(stdout.match(/sandpit-[0-9a-f]{32}/g)).toHaveLength(1)
    expect(stderr).toBe('')
  })

  it('never prints a key that it was given', async () => {
    const child = start('--port', '0', '--api-key', 'my-secret')
    const finished = finish(child)
    child.stdout?.once('data', () => child.kill())
    const { stdout, stderr } = await finished
    expect(stdout).toContain('ready on')
    expect(`${stdout}${stderr}`).not.toContain('my-secret')
  })

  it.each([
    [['--pool', 'close'], /'close' is not of the form server=size/],
    [['--pool', 'clsoe=1'], /There is no server 'clsoe'/],
    [['--latency', 'acquire=soon'], /'acquire=soon' is not of the form operation=milliseconds/],
    [['--latency', 'aquire=1'], /latencyMs.aquire: Input should be 'acquire', 'get'/],
    [['--fault', 'acquire=error@often'], /is not of the form operation=kind/],
    [['--fault', 'acquire=explode'], /faults.0.kind: Input should be 'error', 'exhaust'/],
    [['--rate-limit', 'few'], /Use calls\/seconds/],
    [['--max-workspace', '1 GiB'], /Use a whole number of mebibytes/],
    [['--seed', 'x'], /Use a whole number/],
    [['--port', '70000'], /from 0 to 65535/],
    [['--host', 'no.such.host.invalid'], /The emulator did not start/],
  ])('explains %j', async (args, message) => {
    const { code, stderr } = await finish(start('--port', '0', ...args))
    expect(code).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('says that a port is taken', async () => {
    const first = start('--port', '0')
    const { port } = new URL(await ready(first))
    const { code, stderr } = await finish(start('--port', port))
    first.kill()
    expect(code).toBe(1)
    expect(stderr).toContain(`port ${port} on 127.0.0.1 is already taken`)
  })
})
