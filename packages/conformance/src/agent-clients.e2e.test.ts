import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@sandpit/client'
import { startEmulator } from '@sandpit/emulator'
import { startGateway } from '@sandpit/gateway'
import { afterAll, expect, it } from 'vitest'
import { type AgentClient, agentClients } from './agent-clients.ts'

const run = promisify(execFile)
const packageFolder = join(import.meta.dirname, '..')

/** With `SANDPIT_CLIENTS=all` mcp-use too, installed anew: some 570 MiB. */
const isLong = process.env['SANDPIT_CLIENTS'] === 'all'
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const { official, 'mcp-use': large } = agentClients

it.each(Object.entries({ official, ...(isLong && { 'mcp-use': large }) }))(
  'the client %s lists the tools through the gateway, calls three and closes',
  async (_, client) => {
    await using emulator = await startEmulator()
    await using service = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
    const { mcpUrl } = await service.acquire('close')
    await using gateway = await startGateway()
    const address = gateway.open({ mcp: { close: mcpUrl } })
    const url = address.mcpUrls['close'] ?? ''
    const stdout = await runProgram(client, url)
    expect(stdout.trim().split('\n').at(-1)).toBe('63')
    expect(address.calls.map(({ tool, outcome }) => [tool, outcome])).toEqual([
      ['close_create_lead', 'answered'],
      ['close_list_leads', 'answered'],
      ['close_search_leads', 'answered'],
    ])
    expect(JSON.stringify(address.calls[1]?.answer)).toContain('Initech')
    expect(await address.end()).toBe('known')
    // The same agent a moment later: it gets an error, and nothing of it reaches the sandbox.
    await expect(runProgram(client, url)).rejects.toThrow(/.*/)
    expect(address.calls).toHaveLength(3)
  },
  isLong ? 600_000 : 30_000,
)

async function runProgram({ packages, program }: AgentClient, url: string): Promise<string> {
  const cwd = Object.keys(packages).length === 0 ? packageFolder : await install(packages)
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    cwd,
    env: { PATH: process.env['PATH'], MCP_URL: url },
    timeout: 60_000,
  })
  return stdout
}

const installed = new Map<string, Promise<string>>()

function install(packages: Readonly<Record<string, string>>): Promise<string> {
  const key = JSON.stringify(packages)
  const found = installed.get(key) ?? installAnew(packages)
  installed.set(key, found)
  return found
}

async function installAnew(packages: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'client-'))
  folders.push(folder)
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`)
  const flags = ['--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund']
  await run('npm', ['install', ...flags, ...wanted], { cwd: folder })
  return folder
}
