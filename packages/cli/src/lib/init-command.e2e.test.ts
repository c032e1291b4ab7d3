import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PlaywrightProject, VitestProject } from '@sandpit/fixture-projects'
import { expect, it } from 'vitest'

const bin = join(import.meta.dirname, '../../bin/sandpit.js')

function sandpitInit(folder: string, ...args: string[]): ReturnType<typeof spawnSync> {
  return spawnSync(process.execPath, [bin, 'init', ...args], { cwd: folder, encoding: 'utf8' })
}

it('sets a Vitest project up, whose first test runs, shares a sandbox and can fail', async () => {
  using project = new VitestProject()
  const folder = project.write('first', {
    'package.json': '{ "devDependencies": { "vitest": "5" } }',
  })
  rmSync(join(folder, 'vitest.config.ts'))
  const asked = sandpitInit(folder)
  expect(asked.status).toBe(1)
  expect(asked.stderr).toMatch(/^sandpit: init asks before it writes.* Add --yes/)
  expect(sandpitInit(folder, '--yes').stdout).toBe(
    `new     vitest.config.mjs
new     tests/close.test.js

Next:
  npx vitest run

The test runs on an emulator; with KLAVIS_API_KEY set, on the hosted service.
`,
  )
  const again = sandpitInit(folder, '--yes', '--json')
  expect(JSON.parse(String(again.stdout))).toMatchObject({
    runner: 'vitest',
    written: [],
    kept: ['vitest.config.mjs', 'tests/close.test.js'],
  })
  const { code, output } = await project.run(folder)
  expect(output).toMatch(/1 passed/)
  expect(output).toMatch(/sandpit {2}1 sandbox, used 1 time[^]*left behind: nothing/)
  expect(code).toBe(0)
  const test = join(folder, 'tests/close.test.js')
  writeFileSync(
    test,
    readFileSync(test, 'utf8').replace("toHaveTask('CloudScale'", "toHaveTask('Other'"),
  )
  expect((await project.run(folder)).code).toBe(1)
})

it('sets a Playwright project up, whose first test runs', async () => {
  using project = new PlaywrightProject()
  const folder = project.write('first', {
    'package.json': '{ "devDependencies": { "@playwright/test": "1", "typescript": "7" } }',
    'playwright.config.ts': "export default { testDir: './e2e', workers: 1 }\n",
  })
  expect(sandpitInit(folder, '--yes').stdout).toContain(
    'edited  playwright.config.ts\nnew     e2e/close.spec.ts\n',
  )
  const { code, stdout } = await project.run(folder)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/1 passed/) as unknown,
  })
})

it('says which runners there are when it cannot tell, and what a folder lacks', () => {
  using project = new VitestProject()
  const folder = project.write('none', { 'package.json': '{}' })
  rmSync(join(folder, 'vitest.config.ts'))
  expect(sandpitInit(folder, '--yes').stderr).toMatch(/--runner vitest or --runner playwright\n$/)
  mkdirSync(join(folder, 'empty'))
  expect(sandpitInit(join(folder, 'empty'), '--yes').stderr).toMatch(
    /no package.json.*npm init -y\n$/,
  )
})
