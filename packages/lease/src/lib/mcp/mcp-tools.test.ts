import { createClient } from '@sandpit/client'
import { startEmulator } from '@sandpit/emulator'
import { expect, it } from 'vitest'
import { McpTools } from './mcp-tools.ts'

it('says that its test is over, to whoever uses it then', async () => {
  await using emulator = await startEmulator()
  const client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  const { mcpUrl } = await client.acquire('close')
  const mcp = await McpTools.connect(mcpUrl)
  await mcp.call('close_create_lead', { name: 'Acme' })
  await mcp.close()
  await expect(mcp.call('close_list_leads')).rejects.toMatchObject({
    code: 'lease_lost',
    message: expect.stringContaining('when the test of this fixture `mcp` was over'),
  })
  await client.close()
})
