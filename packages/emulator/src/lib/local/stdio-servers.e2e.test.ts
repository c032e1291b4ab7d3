import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

import { type Emulator, startEmulator } from '../emulator.ts'
import { McpClient } from '../mcp/systems/mcp-client.testing.ts'
import { call } from '../systems/system-sandbox.testing.ts'
import type { LocalCommand } from './local-command.ts'

/** A server of the registry, started as its command would be. */
function real(name: string, ...args: readonly string[]): LocalCommand {
  const entry = import.meta.resolve(`@modelcontextprotocol/server-${name}/dist/index.js`)
  return { command: process.execPath, args: [fileURLToPath(entry), ...args] }
}

/** A program that is no good server: this code, run by Node. */
function program(code: string): LocalCommand {
  return { command: process.execPath, args: ['--eval', code] }
}

interface Held {
  readonly id: string
  readonly urls: readonly string[]
}

async function acquire(emulator: Emulator, ...names: readonly string[]): Promise<Held> {
  const { body } = await call(emulator, 'POST /local-sandbox', { server_names: names })
  const servers = body['servers'] as readonly { readonly mcp_server_url: string }[]
  return {
    id: String(body['local_sandbox_id']),
    urls: servers.map(({ mcp_server_url: url }) => url),
  }
}

async function pidOf(client: McpClient): Promise<number> {
  return Number(await client.text('pid'))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A server with one tool, which tells its process and its environment. */
const TELLING = `
  const answers = {
    initialize: { protocolVersion: '2025-06-18', capabilities: { tools: { listChanged: true } }, serverInfo: { name: 'telling', version: '1' } },
    'tools/list': { tools: [{ name: 'pid', inputSchema: { type: 'object' } }] },
  }
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, method, params } = JSON.parse(line)
    if (id === undefined) return
    const told = params?.name === 'pid' ? String(process.pid) : JSON.stringify(process.env)
    const result = answers[method] ?? { content: [{ type: 'text', text: told }] }
    console.log(JSON.stringify({ jsonrpc: '2.0', id, result }))
  })`

describe('real servers in a local sandbox', () => {
  it('work on the workspace, which is packed with what they wrote', async () => {
    await using emulator = await startEmulator({
      localServers: {
        filesystem: real('filesystem', '{workspace}'),
        localmemory: { ...real('memory'), env: { MEMORY_FILE_PATH: '{workspace}/memory.json' } },
        terminal: real('everything'),
      },
    })
    const { urls } = await acquire(emulator, 'filesystem', 'localmemory', 'terminal')
    await using files = await McpClient.connect(urls[0] ?? '')
    await using memory = await McpClient.connect(urls[1] ?? '')
    await using everything = await McpClient.connect(urls[2] ?? '')
    await memory.text('create_entities', {
      entities: [{ name: 'Ann', entityType: 'person', observations: ['likes tea'] }],
    })
    const { entities } = await memory.json<{ entities: readonly object[] }>('read_graph')
    expect(entities).toMatchObject([{ name: 'Ann', observations: ['likes tea'] }])
    expect(await files.text('read_text_file', { path: 'memory.json' })).toContain('likes tea')
    await files.text('write_file', { path: 'a.txt', content: 'hello' })
    expect(await files.text('list_directory', { path: '.' })).toContain('[FILE] a.txt')
    expect(await files.text('read_text_file', { path: '../../secret' })).toMatch(/denied|outside/i)
    const { tools } = await everything.client.listTools()
    expect(tools.map(({ name }) => name)).toContain('echo')
    expect(await everything.text('echo', { message: 'hi' })).toMatch(/hi/)
    expect((await everything.client.listResources()).resources.length).toBeGreaterThan(0)
  })

  it('have no more of the environment than they are given, and end with reset and release', async () => {
    process.env['SANDPIT_TEST_SECRET'] = 'secret'
    try {
      await using emulator = await startEmulator({
        localServers: { git: { ...program(TELLING), env: { MORE: 'given' } } },
      })
      const { id, urls } = await acquire(emulator, 'git')
      await using client = await McpClient.connect(urls[0] ?? '')
      expect(client.client.getServerCapabilities()).toEqual({ tools: {} })
      const environment = JSON.parse(await client.text('env')) as Record<string, string>
      expect(environment).toMatchObject({ MORE: 'given' })
      expect(environment).not.toHaveProperty('SANDPIT_TEST_SECRET')
      const first = await pidOf(client)
      expect(isAlive(first)).toBe(true)
      await call(emulator, `POST /local-sandbox/${id}/reset`)
      expect(isAlive(first)).toBe(false)
      const second = await pidOf(client)
      expect(second).not.toBe(first)
      await call(emulator, `DELETE /local-sandbox/${id}`)
      await expect.poll(() => isAlive(second)).toBe(false)
    } finally {
      delete process.env['SANDPIT_TEST_SECRET']
    }
  })

  it('end with the emulator', async () => {
    const emulator = await startEmulator({ localServers: { git: program(TELLING) } })
    const { urls } = await acquire(emulator, 'git')
    const client = await McpClient.connect(urls[0] ?? '')
    const pid = await pidOf(client)
    await emulator.close()
    expect(isAlive(pid)).toBe(false)
    await client.client.close()
  })

  it.each([
    ['ends', program('console.error("no disk"); process.exit(3)'), /'git' ended with 3.*no disk/],
    ['is not there', { command: 'no-such-program' }, /'git' did not start: .*ENOENT/],
    [
      'writes without end',
      program('setInterval(() => process.stdout.write("x".repeat(1e6)), 1)'),
      /'git' was stopped: it wrote a line/,
    ],
  ])('say so when the program %s', async (_, command, message) => {
    await using emulator = await startEmulator({ localServers: { git: command } })
    const { urls } = await acquire(emulator, 'git')
    await expect(McpClient.connect(urls[0] ?? '')).rejects.toThrow(message)
  })

  it('are never started unless the emulator was told how', async () => {
    await using emulator = await startEmulator()
    const { urls } = await acquire(emulator, 'git')
    await using client = await McpClient.connect(urls[0] ?? '')
    expect((await client.client.listTools()).tools).toEqual([])
    const unknown = { gti: program(TELLING) }
    await expect(startEmulator({ localServers: unknown as never })).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/no server 'gti'/) as unknown,
    })
  })
})
