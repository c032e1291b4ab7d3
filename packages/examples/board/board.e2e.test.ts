import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'

const here = createRequire(import.meta.url)

async function runBoardTests(
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: unknown; readonly output: string }> {
  const cli = join(dirname(here.resolve('@playwright/test/package.json')), 'cli.js')
  const ours = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS)/.test(name))
  const runner = spawn(process.execPath, [cli, 'test'], {
    cwd: import.meta.dirname,
    env: { ...Object.fromEntries(ours), SANDPIT_SERVICE: 'emulator', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(runner, 'close')
  const printed = await Promise.all([text(runner.stdout), text(runner.stderr)])
  const [code] = (await ended) as unknown[]
  return { code, output: printed.join('\n') }
}

test('the board passes its own tests, in Chromium, on sandboxes of the emulator', async () => {
  const { code, output } = await runBoardTests()
  expect(output).toMatch(/7 passed/)
  expect(code).toBe(0)
})

test('where there is no browser, one message names the command that brings one', async () => {
  const nowhere = mkdtempSync(join(tmpdir(), 'no-browser-'))
  onTestFinished(() => rmSync(nowhere, { recursive: true }))
  const { code, output } = await runBoardTests({
    PLAYWRIGHT_BROWSERS_PATH: nowhere,
    PATH: nowhere,
    // The packages bring a browser for x64, so this is another machine.
    NODE_OPTIONS: `--import "data:text/javascript,Object.defineProperty(process, 'arch', { value: 'arm64' })"`,
  })
  const message = /There is no browser here; run `pnpm exec playwright install chromium`/g
  expect(output.match(message)).toHaveLength(1)
  expect(output).not.toMatch(/passed|failed/)
  expect(code).toBe(1)
})
