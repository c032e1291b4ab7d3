import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const here = createRequire(import.meta.url)

// What a user types here is `pnpm test`; this is so that `pnpm test` in the root runs it as well.
test('the board passes its own tests, in Chromium, on sandboxes of the emulator', async () => {
  const cli = join(dirname(here.resolve('@playwright/test/package.json')), 'cli.js')
  const ours = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS)/.test(name))
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'test'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...Object.fromEntries(ours), SANDPIT_SERVICE: 'emulator' },
  })
  expect(stdout).toMatch(/7 passed/)
})
