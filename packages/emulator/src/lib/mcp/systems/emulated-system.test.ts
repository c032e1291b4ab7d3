import { describe, expect, it } from 'vitest'

import { startEmulator } from '../../emulator.ts'
import { SystemSandbox } from '../../systems/system-sandbox.testing.ts'
import { defineEmulatedSystem } from './emulated-system.ts'
import { McpClient } from './mcp-client.testing.ts'

const number = { type: 'object' as const }

const linear = defineEmulatedSystem({
  server: 'linear',
  version: '2.0.0',
  tools: [
    {
      name: 'linear_create_issue',
      description: 'Makes an issue',
      inputSchema: {
        type: 'object',
        properties: { project: { type: 'string' }, title: { type: 'string' } },
        required: ['project', 'title'],
      },
      async call({ project, title }, { data, origin }) {
        const found = data.projects?.find(({ name }) => name === project)
        if (found === undefined) throw new Error(`No project ${String(project)}`)
        const issue = { title: String(title) }
        found.issues = [...(found.issues ?? []), issue]
        await Promise.resolve()
        return { id: origin(issue).serial }
      },
    },
    {
      name: 'linear_spoil',
      description: 'Leaves what is no data',
      inputSchema: number,
      call: (_input, { data }) => {
        data.projects = [{ name: 5 as unknown as string }]
      },
    },
    {
      name: 'linear_note',
      description: 'Keeps a note that is not data',
      inputSchema: number,
      call: (_input, { data }) => {
        Object.assign(data.projects?.[0] ?? {}, { seen: true })
        return 'noted'
      },
    },
  ],
})

describe('defineEmulatedSystem', () => {
  it('puts tools on the data of a sandbox', async () => {
    await using emulator = await startEmulator({ systems: [linear] })
    const sandbox = await SystemSandbox.acquire(emulator, 'linear')
    await sandbox.initialize({ projects: [{ name: 'Website' }] })
    await using client = await McpClient.connect(sandbox.mcpUrl)
    expect(client.client.getServerVersion()).toEqual({
      name: 'linear-mcp-server',
      version: '2.0.0',
    })
    const made = await Promise.all(
      ['A', 'B', 'C'].map((title) =>
        client.json('linear_create_issue', { project: 'Website', title }),
      ),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(3)
    expect(await sandbox.dump()).toEqual({
      projects: [{ name: 'Website', issues: [{ title: 'A' }, { title: 'B' }, { title: 'C' }] }],
    })
    await client.text('linear_note')
    expect((await sandbox.dump())['projects']).toHaveLength(1)
    expect(JSON.stringify(await sandbox.dump())).not.toContain('seen')
  })

  it('changes nothing when a tool fails, or leaves what the document does not allow', async () => {
    await using emulator = await startEmulator({ systems: [linear] })
    const sandbox = await SystemSandbox.acquire(emulator, 'linear')
    await sandbox.initialize({ projects: [{ name: 'Website' }] })
    const before = await sandbox.dump()
    await using client = await McpClient.connect(sandbox.mcpUrl)
    const failed = await client.client.callTool({
      name: 'linear_create_issue',
      arguments: { project: 'App', title: 'A' },
    })
    expect(failed).toMatchObject({ isError: true, content: [{ text: 'Error: No project App' }] })
    expect(await client.text('linear_create_issue', { project: 'App' })).toBe(
      "Input validation error: 'title' is a required property",
    )
    expect(await client.text('linear_spoil')).toBe(
      'Error: projects.0.name: Input should be a valid string',
    )
    expect(await client.text('linear_nothing')).toBe('Unknown tool: linear_nothing')
    expect(await sandbox.dump()).toEqual(before)
  })

  it('is refused where it would not do what it says', async () => {
    const tool = { name: 'a', description: '', inputSchema: number, call: () => null }
    expect(() => defineEmulatedSystem({ server: 'linear', tools: [tool, tool] })).toThrow(
      /two tools/,
    )
    const pattern = { ...tool, inputSchema: { type: 'string', pattern: 'x' } as never }
    expect(() => defineEmulatedSystem({ server: 'linear', tools: [pattern] })).toThrow(/'pattern'/)
    const twice = startEmulator({ systems: [linear, linear] })
    await expect(twice).rejects.toMatchObject({ code: 'configuration' })
    const close = defineEmulatedSystem({ server: 'close', tools: [] })
    await expect(startEmulator({ systems: [close] })).rejects.toMatchObject({
      code: 'configuration',
    })
    const local = defineEmulatedSystem({ server: 'canvas', tools: [] })
    await expect(startEmulator({ systems: [local] })).rejects.toMatchObject({
      code: 'configuration',
    })
  })
})
