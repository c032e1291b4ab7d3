import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type Emulator, startEmulator } from '../emulator.ts'
import { Workspace } from '../local/workspace.ts'
import { filesystemServer } from './filesystem/filesystem-server.ts'
import type { ToolServer } from './tool-server.ts'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})

afterEach(() => emulator.close())

async function call(route: string, json?: unknown): Promise<Record<string, unknown>> {
  const [method = '', path = ''] = route.split(' ')
  const answer = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  return (await answer.json()) as Record<string, unknown>
}

async function connect(url: unknown): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' })
  await client.connect(new StreamableHTTPClientTransport(new URL(String(url))))
  return client
}

async function status(address: string): Promise<number> {
  return (await fetch(address, { method: 'POST', body: '{}' })).status
}

interface LocalServer {
  readonly server_name: string
  readonly mcp_server_url: string
}

async function acquireLocal(...names: readonly string[]): Promise<readonly LocalServer[]> {
  const { servers } = await call('POST /local-sandbox', { server_names: names })
  return servers as readonly LocalServer[]
}

describe('the MCP server of a system that is not emulated', () => {
  it('says so, and has no tools', async () => {
    const { server_url: url } = await call('POST /sandbox/jira')
    const client = await connect(url)
    expect(client.getServerVersion()?.name).toBe('jira-mcp-server')
    expect(client.getInstructions()).toContain('does not emulate the tools of jira')
    expect((await client.listTools()).tools).toEqual([])
    const result = await client.callTool({ name: 'jira_search', arguments: {} })
    expect(result.isError).toBe(true)
    await client.close()
  })

  it('is gone with its sandbox, and is under no other name', async () => {
    const { server_url: url, sandbox_id: id } = await call('POST /sandbox/jira')
    expect(await status(String(url).replace('/jira/', '/linear/'))).toBe(404)
    await call(`DELETE /sandbox/jira/${String(id)}`)
    expect(await status(String(url))).toBe(404)
  })

  it('answers for every server of a local sandbox, and for none that it has not', async () => {
    const [git] = await acquireLocal('git')
    const client = await connect(git?.mcp_server_url)
    expect((await client.listTools()).tools).toEqual([])
    await client.close()
    const other = String(git?.mcp_server_url).replace('/git/', '/excel/')
    expect(await status(other)).toBe(404)
  })
})

describe('the filesystem server of a local sandbox', () => {
  it('works on the workspace, which the dump then shows', async () => {
    const [server] = await acquireLocal('filesystem')
    const client = await connect(server?.mcp_server_url)
    const tool = async (name: string, args: Record<string, unknown>): Promise<string> => {
      const { content } = await client.callTool({ name, arguments: args })
      return content[0]?.type === 'text' ? content[0].text : ''
    }
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toContain('write_file')
    await tool('create_directory', { path: '/notes' })
    await tool('write_file', { path: '/notes/one.txt', content: 'first\nsecond\n' })
    await tool('edit_file', {
      path: 'notes/one.txt',
      edits: [{ oldText: 'second', newText: 'third' }],
    })
    expect(await tool('read_text_file', { path: '/notes/one.txt', head: 2 })).toBe('first\nthird')
    await tool('move_file', { source: '/notes/one.txt', destination: '/two.txt' })
    expect(await tool('list_directory', { path: '/' })).toBe('[DIR] notes\n[FILE] two.txt')
    expect(await tool('search_files', { path: '/', pattern: '*.txt' })).toBe('/two.txt')
    const id = new URL(String(server?.mcp_server_url)).searchParams.get('local_sandbox_id') ?? ''
    const { download_url: dumped } = await call(`GET /local-sandbox/${id}/dump`)
    expect((await fetch(String(dumped))).status).toBe(200)
    await call(`POST /local-sandbox/${id}/reset`)
    expect(await tool('list_directory', { path: '/' })).toBe('')
    await client.close()
  })
})

describe('a workspace', () => {
  let home: string
  let root: string
  let server: ToolServer

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'sandpit-test-'))
    const workspace = new Workspace(join(home, 'workspace'))
    root = await workspace.files()
    await writeFile(join(home, 'secret.txt'), 'secret')
    await symlink(home, join(root, 'up'))
    await symlink(join(home, 'new.txt'), join(root, 'nowhere'))
    server = filesystemServer(workspace)
  })

  afterEach(() => rm(home, { recursive: true }))

  it.each([
    '../secret.txt',
    '/../secret.txt',
    'up/secret.txt',
    '/up',
    'up/new/deep',
    'nowhere',
    'a\0b',
  ])('is not left through %j', async (path) => {
    for (const { name } of server.tools) {
      const input = {
        path,
        paths: [path],
        source: path,
        destination: path,
        content: 'x',
        edits: [],
        pattern: '**',
      }
      const { isError, content } = await server.call(name, input)
      const text = content[0]?.type === 'text' ? content[0].text : ''
      const refuses = isError || text.includes('Error - ')
      expect([name, refuses]).toEqual([name, name !== 'list_allowed_directories'])
      expect(text).not.toContain(home)
    }
    expect((await readdir(home)).toSorted()).toEqual(['secret.txt', 'workspace'])
    expect(await readFile(join(home, 'secret.txt'), 'utf8')).toBe('secret')
  })

  it('refuses arguments that do not fit, and tools that it has not', async () => {
    expect(await server.call('read_text_file', {})).toMatchObject({ isError: true })
    expect(await server.call('read_text_file', { path: 7 })).toMatchObject({ isError: true })
    expect(await server.call('format_disk', {})).toMatchObject({ isError: true })
  })

  it('changes a file by all of its edits or by none', async () => {
    await writeFile(join(root, 'a.txt'), 'one two')
    const edits = [
      { oldText: 'one', newText: '1' },
      { oldText: 'three', newText: '3' },
    ]
    expect(await server.call('edit_file', { path: 'a.txt', edits })).toMatchObject({
      isError: true,
    })
    expect(await readFile(join(root, 'a.txt'), 'utf8')).toBe('one two')
  })
})
