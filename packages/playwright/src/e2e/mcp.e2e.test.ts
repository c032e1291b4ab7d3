import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startEmulator } from '@sandpit/emulator'
import { hosted, PlaywrightProject } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const project = new PlaywrightProject()
afterAll(() => project[Symbol.dispose]())

describe('the fixture mcp', () => {
  test('is an agent at the same sandbox, and tells failures without the address', async () => {
    await using emulator = await startEmulator({ pools: { close: 2 } })
    const folder = project.write('mcp', {
      'mcp.test.ts': `
        import { closeData } from '@sandpit/close'
        import { expect, test } from '@sandpit/playwright/close'

        test.use({ seed: closeData().lead('Seeded') })

        test('sees what the fixture put in, and the other way round', async ({ close, mcp }) => {
          expect(await mcp.list()).toContain('close_create_lead')
          const { leads } = (await mcp.call('close_list_leads')) as { leads: { name: string }[] }
          expect(leads.map((lead) => lead.name)).toEqual(['Seeded'])
          await mcp.call('close_create_lead', { name: 'By the agent' })
          await expect(close).toHaveLead('By the agent')
        })
        test('fails as told', async ({ mcp }) => {
          await mcp.call('close_get_lead', { lead_id: 'lead_nobody' })
        })
        test('fails to be reached', async ({ close, mcp }) => {
          globalThis.fetch = async (url) => { throw new Error('cannot reach ' + url) }
          console.log('secret', Buffer.from(close.mcpUrl).toString('hex'))
          await mcp.call('close_list_leads')
        })
      `,
    })
    const { output } = await project.run(folder, hosted(emulator))
    expect(output).toMatch(/1 passed/)
    expect(output).toMatch(/The tool close_get_lead failed: .*does not exist/)
    expect(output).toMatch(/MCP close_list_leads failed: .*cannot reach the server/)
    const [, hex = ''] = /secret (\w+)/.exec(output) ?? []
    const [, secret] = new URL(Buffer.from(hex, 'hex').toString()).pathname.split('/')
    expect(secret).toMatch(/.{30}/)
    expect(output).not.toContain(secret)
  })

  test('says what to install when the client is missing', async () => {
    using without = new PlaywrightProject()
    rmSync(join(without.root, 'node_modules/@modelcontextprotocol/client'))
    const folder = without.write('mcp', {
      'mcp.test.ts': `
        import { test } from '@sandpit/playwright/close'
        test('connects', async ({ mcp }) => {})
        test('needs none', async ({ close }) => {})
      `,
    })
    const { output } = await without.run(folder)
    expect(output).toMatch(/npm install -D @modelcontextprotocol\/client/)
    expect(output).toMatch(/1 passed/)
  })
})
