import { describe, expect, it } from 'vitest'
import { UnreadableConfig } from './unreadable-config.ts'
import { addVitestPlugin } from './vitest-config.ts'

const line = "import { sandpit } from '@sandpit/vitest/plugin'"

/** Configs as people write them, and what becomes of each. */
const readable: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a plain object': [
    'export default { test: { globals: true } }\n',
    `${line}\n\nexport default { plugins: [sandpit()], test: { globals: true } }\n`,
  ],
  'an empty object': [
    "import { defineConfig } from 'vitest/config'\nexport default defineConfig({})\n",
    `import { defineConfig } from 'vitest/config'\n${line}\nexport default defineConfig({ plugins: [sandpit()] })\n`,
  ],
  'defineConfig, with double quotes, semicolons and tabs': [
    'import { defineConfig } from "vitest/config";\n\nexport default defineConfig({\n\t// ours\n\ttest: {},\n});\n',
    'import { defineConfig } from "vitest/config";\nimport { sandpit } from "@sandpit/vitest/plugin";\n\nexport default defineConfig({\n\tplugins: [sandpit()],\n\t// ours\n\ttest: {},\n});\n',
  ],
  'plugins on one line': [
    "import react from 'react'\nexport default { plugins: [react()] } satisfies UserConfig\n",
    `import react from 'react'\n${line}\nexport default { plugins: [react(), sandpit()] } satisfies UserConfig\n`,
  ],
  'plugins on many lines, with a comma and comments': [
    "import a from 'a'\nexport default {\n  plugins: [\n    a(), // first\n    (b, c), // last\n  ],\n}\n",
    `import a from 'a'\n${line}\nexport default {\n  plugins: [\n    a(), // first\n    (b, c),\n    sandpit(), // last\n  ],\n}\n`,
  ],
  'no plugins yet': [
    "import a from 'a'\nexport default { 'plugins': [] }\n",
    `import a from 'a'\n${line}\nexport default { 'plugins': [sandpit()] }\n`,
  ],
  'plugins from elsewhere': [
    "import { plugins } from './base'\nexport default { plugins }\n",
    `import { plugins } from './base'\n${line}\nexport default { plugins: [plugins, sandpit()] }\n`,
  ],
  'plugins that a call makes': [
    "import base from './base'\nexport default { plugins: base.plugins() as Plugin[] }\n",
    `import base from './base'\n${line}\nexport default { plugins: [base.plugins() as Plugin[], sandpit()] }\n`,
  ],
  'a function': [
    "import { defineConfig } from 'vite'\nexport default defineConfig(({ mode }) => ({ test: { env: load(mode) } }))\n",
    `import { defineConfig } from 'vite'\n${line}\nexport default defineConfig(({ mode }) => ({ plugins: [sandpit()], test: { env: load(mode) } }))\n`,
  ],
  'an async function with a body': [
    "import a from 'a'\nexport default async () => {\n  const config: UserConfig = { test: {} }\n  return config\n}\n",
    `import a from 'a'\n${line}\nexport default async () => {\n  const config: UserConfig = { plugins: [sandpit()], test: {} }\n  return config\n}\n`,
  ],
  'a constant, with its type in a comment': [
    '/** @type {import("vite").UserConfig} */\nconst config = {}\nexport default config\n',
    `${line}\n\n/** @type {import("vite").UserConfig} */\nconst config = { plugins: [sandpit()] }\nexport default config\n`,
  ],
  'a constant that a definer makes': [
    "import { defineConfig } from 'vitest/config'\nconst config = defineConfig({ test: {} })\nexport default config\n",
    `import { defineConfig } from 'vitest/config'\n${line}\nconst config = defineConfig({ plugins: [sandpit()], test: {} })\nexport default config\n`,
  ],
  'a reference at the top': [
    '/// <reference types="vitest/config" />\nexport default {}\n',
    `/// <reference types="vitest/config" />\n${line}\n\nexport default { plugins: [sandpit()] }\n`,
  ],
  mergeConfig: [
    "import base from './vite.config'\nexport default mergeConfig(base, defineConfig({ test: {} }))\n",
    `import base from './vite.config'\n${line}\nexport default mergeConfig(base, defineConfig({ plugins: [sandpit()], test: {} }))\n`,
  ],
  'a name that is taken': [
    "import { sandpit } from './ours'\nexport default { plugins: [sandpit] }\n",
    "import { sandpit } from './ours'\nimport { sandpit as sandpitFixtures } from '@sandpit/vitest/plugin'\nexport default { plugins: [sandpit, sandpitFixtures()] }\n",
  ],
  'an import without a call': [
    `${line.replace('sandpit }', 'sandpit as s }')}\nexport default {}\n`,
    `${line.replace('sandpit }', 'sandpit as s }')}\nexport default { plugins: [s()] }\n`,
  ],
  'line ends of Windows': [
    "import a from 'a'\r\nexport default {\r\n  test: {},\r\n}\r\n",
    `import a from 'a'\r\n${line}\r\nexport default {\r\n  plugins: [sandpit()],\r\n  test: {},\r\n}\r\n`,
  ],
  'projects: each that extends nothing needs it too': [
    "import a from 'a'\nexport default { test: { projects: [{ extends: true }, { test: {} }, 'packages/*'] } }\n",
    `import a from 'a'\n${line}\nexport default { plugins: [sandpit()], test: { projects: [{ extends: true }, { plugins: [sandpit()], test: {} }, 'packages/*'] } }\n`,
  ],
}

const unreadable: Readonly<Record<string, readonly [config: string, why: RegExp]>> = {
  CommonJS: ['module.exports = {}', /no `export default`/],
  'a config that is spread in': ['export default { ...base, test: {} }', /spread/],
  'several answers': [
    'export default () => { if (a) return {}; return { test: {} } }',
    /several configs/,
  ],
  'a name from elsewhere': ["import c from './c'; export default c", /'c' from elsewhere/],
  'a variable': ['let c = {}; export default c', /'c' from elsewhere/],
  'a config of itself': ['const c = c; export default c', /'c' from elsewhere/],
  'a strange call': ['export default withStorybook({})', /withStorybook\(\)/],
  'a choice': ['export default ci ? {} : { test: {} }', /not an object/],
  'a method': ['export default { plugins() {} }', /a method 'plugins'/],
  'a namespace': [
    "import * as s from '@sandpit/vitest/plugin'\nexport default {}",
    /in a way of its own/,
  ],
  'a mistake': ['export default {', /mistake.*1:16/],
  'nothing at all': ['', /no `export default`/],
}

describe('addVitestPlugin', () => {
  it.each(Object.entries(readable))('adds its line to %s, once', (_, [before, after]) => {
    const { code } = addVitestPlugin(before)
    expect(code).toBe(after)
    expect(addVitestPlugin(code).code).toBe(code)
  })

  it.each(Object.entries(unreadable))('leaves %s alone, and says why', (_, [config, why]) => {
    expect(() => addVitestPlugin(config)).toThrow(UnreadableConfig)
    expect(() => addVitestPlugin(config)).toThrow(why)
  })

  it('names the projects that have configs of their own', () => {
    const config = "export default { test: { projects: ['packages/*', { extends: true }, './b'] } }"
    expect(addVitestPlugin(config).others).toEqual(['packages/*', './b'])
  })

  it.each([
    "const { sandpit } = require('@sandpit/vitest/plugin')\nmodule.exports = {}",
    "export default async () => ({ plugins: [(await import('@sandpit/vitest/plugin')).sandpit()] })",
  ])('knows that it is there: %s', (config) => {
    expect(addVitestPlugin(config).code).toBe(config)
  })

  it('is not fooled by a comment', () => {
    const { code } = addVitestPlugin(`// ${line}\nexport default {}`)
    expect(code).toContain('plugins: [sandpitFixtures()]')
  })
})
