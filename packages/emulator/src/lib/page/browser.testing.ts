import { existsSync } from 'node:fs'

import { type Browser, chromium } from '@playwright/test'

/** Starts Playwright's own browser where it was downloaded, otherwise the one from the packages. */
export async function launchBrowser(): Promise<Browser> {
  if (existsSync(chromium.executablePath())) return chromium.launch()
  const { default: sparticuz } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await sparticuz.executablePath() })
}
