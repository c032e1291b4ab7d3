import { existsSync } from 'node:fs'
import type { Browser } from '@playwright/test'

/** Starts Playwright's own Chromium where it was downloaded, otherwise the one from the packages. */
export async function launchBrowser(): Promise<Browser> {
  // Loaded here, since most projects are not looked at in a browser.
  const { chromium } = await import('@playwright/test')
  if (existsSync(chromium.executablePath())) return chromium.launch()
  // Has it bring its own copies of the libraries that a bare system lacks, such as libnss3.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs24.x'
  const { default: sparticuz } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await sparticuz.executablePath() })
}
