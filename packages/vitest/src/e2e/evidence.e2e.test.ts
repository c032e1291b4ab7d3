import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RunnerAge, VitestProject } from '@sandpit/fixture-projects'
import { afterAll, describe, expect, test } from 'vitest'

const tests = `
import { closeData } from '@sandpit/close'
import { expect, test as base } from '@sandpit/vitest/close'
import { localSandboxTest, sandboxTest } from '@sandpit/vitest'

const test = base.seeded(closeData().lead('CloudScale'))
const call = (url, name, args) => {
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } })
  return fetch(url, { method: 'POST', headers, body }).then((answer) => answer.text())
}
test('fails', async ({ close }) => {
  await call(close.mcpUrl, 'close_search_leads', { query: 'Nobody' })
  await close.add(closeData().lead('Added'))
  await expect(close).toHaveLead('Missing', { timeout: 0 })
})
test('passes', async ({ close }) => {
  await expect(close).toBeUnchanged()
})
test('runs out of time', { timeout: 1000 }, async ({ close }) => {
  await new Promise(() => {})
})
sandboxTest('jira').seeded({ boards: [{ name: 'Board' }] })('fails too', async ({ sandbox }) => {
  await sandbox.add({ boards: [{ name: 'Second' }] })
  expect(sandbox.sandboxId).toBe('another')
})
const shared = base.shared()
shared('fails with what it shares', async ({ close }) => {
  await close.add(closeData().lead('Of all'))
  expect(close.sandboxId).toBe('another')
})
test('fails without any', () => {
  expect(1).toBe(2)
})
localSandboxTest(['filesystem'])('fails on a machine', async ({ sandbox }) => {
  await call(sandbox.mcpUrls.filesystem, 'list_allowed_directories', {})
  expect(sandbox.sandboxId).toBe('another')
})
`

describe.each<RunnerAge>(['oldest', 'newest'])('on the %s Vitest', (age) => {
  const project = new VitestProject(age)
  afterAll(() => project[Symbol.dispose]())

  test('a failed test says what changed, what agents did, and what the sandbox held', async ({
    onTestFailed,
  }) => {
    const folder = project.write('evidence', { 'a.test.ts': tests })
    const { output } = await project.run(folder, {}, [
      '--reporter=default',
      '--reporter=junit',
      '--outputFile.junit=junit.xml',
    ])
    onTestFailed(() => console.log(output))
    const xml = readFileSync(join(folder, 'junit.xml'), 'utf8')
    for (const text of [output, xml.replaceAll('&quot;', '"').replaceAll('&apos;', "'")]) {
      expect(text).toMatch(
        /Close changes: \+ lead "Added" is unexpected: \{ status: "Potential" \}[^]*Agent calls:\n +0\.\d\d s {2}close_search_leads: answered after \d+ ms\n +arguments: \{"query":"Nobody"\}[^]*Close seed: closeData\(\)\.lead\('CloudScale'\)[^]*Close state:\n +closeData\(\)\n/,
      )
      expect(text).toMatch(/Sandbox changes: boards "Second": not expected, got/)
      expect(text).toMatch(/Close changes: none[^]*Agent calls: none/)
      expect(text).toMatch(/Close changes: \+ lead "Of all" is unexpected/)
      expect(text).toMatch(/Agent calls:\n +0\.\d\d s {2}list_allowed_directories: answered/)
      // One that passed has nothing to tell, nor has one without a sandbox.
      expect(text.match(/Agent calls:/g)).toHaveLength(5)
    }
    expect(output).toMatch(/6 failed/)
  })
})
