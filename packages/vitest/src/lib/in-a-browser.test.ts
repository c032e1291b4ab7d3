import { expect, it } from 'vitest'
import { refuseBrowser } from './in-a-browser.ts'

it('says in a browser where tests with sandboxes run, and nothing in Node', () => {
  expect(() => refuseBrowser({ document: {} })).toThrow(
    'into a project of your Vitest config that does not enable `browser`',
  )
  expect(() => refuseBrowser(globalThis)).not.toThrow()
})
