import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acquireClose } from './emulated-close.ts'

const require = createRequire(import.meta.url)
const manifest = require.resolve('@modelcontextprotocol/inspector/package.json')
const launcher = join(dirname(manifest), 'clients/launcher/build/index.js')

/** Where the inspector may write its settings. */
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sandpit-inspector-'))
})

afterAll(() => rm(home, { recursive: true }))

describe("the inspector's command line on the emulator's Close", () => {
  it('lists every tool and finds no fault with the schema of any', async () => {
    await using close = await acquireClose()
    const { tools } = await inspect(close.mcpUrl, '--strict', '--method', 'tools/list')
    expect(tools).toHaveLength(63)
    expect(tools).toContainEqual(
      expect.objectContaining({
        name: 'close_create_lead',
        inputSchema: expect.objectContaining({ required: ['name'] }),
      }),
    )
  })

  it('calls a tool, and what it did is in the sandbox', async () => {
    await using close = await acquireClose()
    const call = ['--method', 'tools/call', '--tool-name', 'close_create_lead']
    const result = await inspect(close.mcpUrl, ...call, '--tool-arg', 'name=Acme')
    expect(result).toMatchObject({ isError: false, content: [{ type: 'text' }] })
    expect(await close.leadNames()).toEqual(['Acme'])
  })

  it('is told of arguments that break the schema', async () => {
    await using close = await acquireClose()
    const call = ['--method', 'tools/call', '--tool-name', 'close_create_lead']
    const wrong = inspect(close.mcpUrl, ...call, '--tool-args-json', '{"name":4}')
    await expect(wrong).rejects.toMatchObject({
      code: 5,
      stderr: expect.stringContaining('tool_is_error'),
      stdout: expect.stringContaining("4 is not of type 'string'"),
    })
    expect(await close.leadNames()).toEqual([])
  })
})

/** A run of the inspector; the `result` it prints, or an error with its exit code and output. */
async function inspect(mcpUrl: string, ...flags: readonly string[]): Promise<InspectorResult> {
  const args = [launcher, '--cli', mcpUrl, '--transport', 'http', '--format', 'json', ...flags]
  const env = { ...process.env, HOME: home }
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 30_000 })
  return (JSON.parse(stdout) as { readonly result: InspectorResult }).result
}

interface InspectorResult {
  readonly tools?: readonly unknown[]
  readonly content?: readonly unknown[]
}
