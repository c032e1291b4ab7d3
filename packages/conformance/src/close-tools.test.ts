import { createClient } from '@sandpit/client'
import { startEmulator } from '@sandpit/emulator'
import { expect, it } from 'vitest'
import { type ListedTool, writeToolTypes } from './close-tools.ts'

it("has the types of all tools of Close's MCP server; `vitest -u` writes them anew", async () => {
  await using emulator = await startEmulator()
  const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  const { mcpUrl } = await client.acquire('close')
  const answer = await fetch(mcpUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  })
  const [, data = ''] = /^data: (.*)$/m.exec(await answer.text()) ?? []
  const { result } = JSON.parse(data) as { result: { tools: readonly ListedTool[] } }
  expect(result.tools).toHaveLength(63)
  await expect(writeToolTypes(result.tools)).toMatchFileSnapshot(
    '../../close/src/lib/tools/close-tools.ts',
  )
  await client.close()
})
