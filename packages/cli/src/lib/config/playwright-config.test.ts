import { describe, expect, it } from 'vitest'
import { wrapPlaywrightConfig } from './playwright-config.ts'
import { testPlaces } from './test-places.ts'
import { UnreadableConfig } from './unreadable-config.ts'

const line = "import { sandpit } from '@sandpit/playwright/config'"

const readable: Readonly<Record<string, readonly [before: string, after: string]>> = {
  defineConfig: [
    "import { defineConfig } from '@playwright/test'\nexport default defineConfig({\n  testDir: 'e2e',\n})\n",
    `import { defineConfig } from '@playwright/test'\n${line}\nexport default defineConfig(sandpit({\n  testDir: 'e2e',\n}))\n`,
  ],
  'defineConfig with options of its own, and a trailing comma': [
    "import { defineConfig } from '@playwright/test'\nexport default defineConfig<Options>({},)\n",
    `import { defineConfig } from '@playwright/test'\n${line}\nexport default defineConfig<Options>(sandpit({}),)\n`,
  ],
  'configs that are merged': [
    "import base from './base'\nexport default defineConfig(base, { use: {} })\n",
    `import base from './base'\n${line}\nexport default sandpit(defineConfig(base, { use: {} }))\n`,
  ],
  'a constant with a type': [
    "import type { PlaywrightTestConfig } from '@playwright/test'\nconst config: PlaywrightTestConfig = {}\nexport default config\n",
    `import type { PlaywrightTestConfig } from '@playwright/test'\n${line}\nconst config: PlaywrightTestConfig = {}\nexport default sandpit(config)\n`,
  ],
  'an object with a type': [
    'export default { workers: 2 } satisfies PlaywrightTestConfig\n',
    `${line}\n\nexport default sandpit({ workers: 2 } satisfies PlaywrightTestConfig)\n`,
  ],
  'a doc comment': [
    "// @ts-check\n/** @see https://playwright.dev */\nexport default { testDir: 'e2e' };\n",
    `// @ts-check\n${line};\n\n/** @see https://playwright.dev */\nexport default sandpit({ testDir: 'e2e' });\n`,
  ],
}

describe('wrapPlaywrightConfig', () => {
  it.each(Object.entries(readable))('wraps %s, once', (_, [before, after]) => {
    const code = wrapPlaywrightConfig(before)
    expect(code).toBe(after)
    expect(wrapPlaywrightConfig(code)).toBe(code)
  })

  it.each([
    ['module.exports = defineConfig({})', /no `export default`/],
    ['export default function () {}', /exports a function/],
    ['export default () => ({})', /exports a function/],
    ['const config = {}; export { config as default }', /no `export default`/],
  ])('leaves %s alone, and says why', (config, why) => {
    expect(() => wrapPlaywrightConfig(config)).toThrow(UnreadableConfig)
    expect(() => wrapPlaywrightConfig(config)).toThrow(why)
  })
})

describe('testPlaces', () => {
  it.each([
    ["export default defineConfig({ testDir: './e2e' })", ['./e2e']],
    ["export default defineConfig(sandpit({ testDir: 'e2e' }))", ['e2e']],
    [
      "export default { test: { include: ['src/**/*.spec.ts', other], dir: 'src' } }",
      ['src/**/*.spec.ts', 'src'],
    ],
    ['export default { test: { include } }', []],
    ['module.exports = {}', []],
  ])('reads %s', (config, places) => {
    expect(testPlaces(config)).toEqual(places)
  })
})
