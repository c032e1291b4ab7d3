import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { expect, it } from 'vitest'

import { acquireClose } from '../acquired.testing.ts'

const require = createRequire(import.meta.url)
const SUITE = join(
  dirname(require.resolve('@modelcontextprotocol/conformance/package.json')),
  'dist/index.js',
)

/** The scenarios that need no tools made for the suite. */
it.each(['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection'])(
  "passes the protocol's own scenario %s",
  async (scenario) => {
    await using acquired = await acquireClose()
    const folder = await mkdtemp(join(tmpdir(), 'sandpit-conformance-'))
    try {
      const args = [SUITE, 'server', '--url', acquired.mcpUrl, '--scenario', scenario]
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder })
      expect(stdout).toMatch(/Passed: (\d+)\/\1, 0 failed/)
    } finally {
      await rm(folder, { recursive: true })
    }
  },
)
