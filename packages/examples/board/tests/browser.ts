import { chromium, type LaunchOptions } from '@playwright/test'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * How to start a Chromium on this machine: Playwright's own where it was downloaded, then one of the
 * system's, then, on Linux x64, the one that came with the packages.
 */
export async function findBrowser(): Promise<LaunchOptions> {
  if (existsSync(chromium.executablePath())) return {}
  const system = onPath(['google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'])
  if (system !== undefined) return { executablePath: system }
  if (process.platform === 'linux' && process.arch === 'x64') return packaged()
  throw new Error('There is no browser here; run `pnpm exec playwright install chromium`.')
}

/** Without the options that this build brings along: with those, it ends with its first page. */
async function packaged(): Promise<LaunchOptions> {
  // Has it bring its own copies of the libraries that a bare system lacks, such as libnss3.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs24.x'
  const { default: sparticuz } = await import('@sparticuz/chromium')
  return { executablePath: await sparticuz.executablePath() }
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':')
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path))
}
