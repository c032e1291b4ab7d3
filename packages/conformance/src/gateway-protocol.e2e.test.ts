import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@sandpit/client'
import { startEmulator } from '@sandpit/emulator'
import { startGateway } from '@sandpit/gateway'
import { expect, it } from 'vitest'

const require = createRequire(import.meta.url)
const suite = join(
  dirname(require.resolve('@modelcontextprotocol/conformance/package.json')),
  'dist/index.js',
)

/** Those that the emulator's own address passes, see packages/emulator. */
it.each(['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection'])(
  "an address of the gateway passes the protocol's own scenario %s",
  async (scenario) => {
    await using emulator = await startEmulator()
    await using service = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
    const { mcpUrl } = await service.acquire('close')
    await using gateway = await startGateway()
    const address = gateway.open({ mcp: { close: mcpUrl } })
    const cwd = await mkdtemp(join(tmpdir(), 'conformance-'))
    try {
      const url = address.mcpUrls['close'] ?? ''
      const args = [suite, 'server', '--url', url, '--scenario', scenario]
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd })
      expect(stdout).toMatch(/Passed: ([1-9]\d*)\/\1, 0 failed/)
    } finally {
      await rm(cwd, { recursive: true })
    }
  },
)
