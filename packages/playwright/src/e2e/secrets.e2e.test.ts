import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmulator } from '@sandpit/emulator'
import { hosted, PlaywrightProject } from '@sandpit/fixture-projects'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findSecret } from './find-secret.ts'

const project = new PlaywrightProject()
const oldest = new PlaywrightProject('oldest')
const elsewhere = mkdtempSync(join(realpathSync(tmpdir()), 'secrets-'))
afterAll(() => {
  project[Symbol.dispose]()
  oldest[Symbol.dispose]()
  rmSync(elsewhere, { recursive: true })
})

const config = `
import { defineConfig } from '@playwright/test'
import { sandpit } from '@sandpit/playwright/config'
export default defineConfig(sandpit({
  workers: 1,
  use: { trace: 'on' },
  reporter: [
    ['list'],
    ['html', { outputFolder: 'html', open: 'never' }],
    ['blob', { outputDir: 'blob' }],
    ['json', { outputFile: 'report.json' }],
    ['junit', { outputFile: 'report.xml' }],
  ],
}))
`

/** Writes down, outside of the project, what must not be found in it. */
const tests = `
import { appendFileSync } from 'node:fs'
import { closeData } from '@sandpit/close'
import { expect, test } from '@sandpit/playwright/close'

const write = (secret) => appendFileSync(process.env.SECRETS, secret + '\\n')

test.beforeEach(({ close }) => {
  write(new URL(close.mcpUrl).pathname.split('/')[1])
  write(JSON.parse(process.env.SANDPIT_BROKER).token)
})

test('fails', async ({ close }) => {
  console.log(close)
  console.log('worker', process.pid, process.execArgv, Object.keys(process.env).length)
  await close.add(closeData().lead('Added'))
  await expect(close).toHaveLead('Missing', { timeoutMs: 100 })
})
test('fails on the object itself', ({ close }) => expect(close).toEqual({}))
test('fails as an agent', ({ mcp }) => mcp.call('close_get_lead', { lead_id: 'lead_nobody' }))
test('fails with a bad addition', ({ close }) => close.add({ leads: [{}] }))
test('fails after its end', async ({ close }) => {
  test.setTimeout(300)
  await new Promise(() => {})
})
if (process.env.LEAK)
  test('leaks', async ({ close }, testInfo) => {
    await testInfo.attach('leak', { body: close.mcpUrl, contentType: 'text/plain' })
  })
`

async function secretsFoundIn(
  on: PlaywrightProject,
  name: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): Promise<ReadonlyMap<string, readonly string[]>> {
  await using emulator = await startEmulator({ pools: { close: 1 } })
  const folder = on.write(name, { 'some.test.ts': tests }, config)
  const list = join(elsewhere, name)
  const settings = { ...hosted(emulator), SECRETS: list, ...env }
  const { output } = await on.run(folder, settings, args)
  const secrets = new Set([emulator.apiKey, ...readFileSync(list, 'utf8').trim().split('\n')])
  expect(secrets.size).toBeGreaterThanOrEqual(3)
  return new Map(
    [...secrets].map((secret) => [
      secret,
      [...findSecret(folder, secret), ...(output.includes(secret) ? ['output'] : [])],
    ]),
  )
}

describe.each([
  ['oldest', oldest],
  ['newest', project],
] as const)('keys, addresses and tokens on the %s Playwright', (age, on) => {
  let found: ReadonlyMap<string, readonly string[]>
  beforeAll(async () => {
    found = await secretsFoundIn(on, `canary-${age}`, {})
  })

  test('are in no report, trace, attachment or output of failing tests', () => {
    expect([...found.values()].flat()).toEqual([])
  })
})

test('a key in `use`, which Playwright writes into its JSON report, stops the run before any test', async () => {
  const leaking = config.replace("trace: 'on'", 'storage: { key: process.env.KLAVIS_API_KEY }')
  const folder = project.write('key-in-use', { 'some.test.ts': tests }, leaking)
  const key = 'key-in-the-wrong-place'
  const { code, output } = await project.run(folder, { KLAVIS_API_KEY: key })
  expect(output).toMatch(/The `use` of the config holds the API key/)
  expect(code).toBe(1)
  expect(findSecret(folder, key)).toEqual([])
})

test('a leak would be found, in traces and in all that embeds an archive', async () => {
  const found = await secretsFoundIn(project, 'leaking', { LEAK: '1' }, ['--grep', 'leaks'])
  const places = [...found.values()].flat().join('\n')
  expect(places).toMatch(/trace\.zip!/)
  expect(places).toMatch(/html\/index\.html!|html\/data\//)
  expect(places).toMatch(/blob\/report.*\.zip!/)
  expect(places).toMatch(/report\.json/)
})
