import type { FullConfig } from '@playwright/test'
import { describe, expect, it } from 'vitest'
import { startPlaywrightRun } from './playwright-run.ts'

describe('startPlaywrightRun', () => {
  it.each(['1.48.2', '0.9.0', '2.0.0'])(
    'refuses Playwright %s, and says which it supports',
    (version) =>
      expect(startPlaywrightRun({ version } as FullConfig)).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringMatching(/works with Playwright 1\.49 and later 1\.x/),
      }),
  )
})
