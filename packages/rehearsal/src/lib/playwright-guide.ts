import { readGuide } from './guide.ts'
import type { GuidedProject } from './guided-project.ts'

/** The guide for Playwright, as it stands on the page, but for a browser, which is not what is rehearsed. */
export function playwrightGuide(): GuidedProject {
  const { install, code } = readGuide('playwright', 5)
  const [board = '', config = '', projects = '', app = '', properties = ''] = code
  return {
    install,
    files: {
      'tests/board.spec.ts': withoutPage(board),
      'playwright.config.ts': config,
      // Compiled only: they want an application with a page.
      'more/board.ts': board,
      'more/projects.ts': projects,
      'more/app.ts': app,
      'more/properties.ts': properties,
    },
  }
}

/** Tests of whoever writes CommonJS by hand. */
export const required: Readonly<Record<string, string>> = {
  'tests/required.spec.js': `
const { closeData } = require('@sandpit/close')
const { expect, test } = require('@sandpit/playwright/close')

test.use({ seed: closeData().lead('CloudScale') })

test('has its seed', async ({ close, mcp }) => {
  await mcp.call('close_create_lead', { name: 'DataFlow' })
  await expect(close).toHaveLead('CloudScale')
  await expect(close).toHaveLead('DataFlow')
})
`,
  'tests/property.spec.cjs': `
const { anyCloseData } = require('@sandpit/close/arbitraries')
const { expect, test } = require('@sandpit/playwright/close')

test.prop([anyCloseData()], { numRuns: 5 })('keeps every lead', async ([seed], { close }) => {
  await expect(close).toMatchCloseData(seed)
})
`,
}

function withoutPage(code: string): string {
  return code.replace(', page }', ' }').replaceAll(/^.*\bpage\..*\n/gm, '')
}
