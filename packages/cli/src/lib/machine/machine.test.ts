import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkLeftovers } from './leftovers-check.ts'
import type { MachineCheck } from './machine-check.ts'
import { describeMachine } from './machine-text.ts'
import { checkNode } from './node-check.ts'
import { checkPlace } from './place-checks.ts'
import { checkProject } from './project-checks.ts'

const manifest = (runner: string): string => `{ "devDependencies": { "${runner}": "*" } }`
const vitest = (version: string): Record<string, string> => ({
  'package.json': manifest('vitest'),
  'node_modules/vitest/package.json': `{ "version": "${version}" }`,
})
const adapter = {
  'node_modules/@sandpit/vitest/package.json':
    '{ "version": "1.2.3", "peerDependencies": { "vitest": "^4.1.0 || ^5.0.0" } }',
}
const config = {
  'vitest.config.ts':
    "import { sandpit } from '@sandpit/vitest/plugin'\nexport default { plugins: [sandpit()] }\n",
}

/** Projects, and each of their checks with what it says or advises. */
const projects: Readonly<
  Record<string, readonly [files: Readonly<Record<string, string>>, checks: readonly string[]]>
> = {
  'one that is whole': [
    { ...vitest('5.1.1'), ...adapter, ...config },
    ['ok: vitest 5.1.1, @sandpit/vitest 1.2.3', 'ok: vitest.config.ts has the line'],
  ],
  'a beta of a runner': [
    { ...vitest('5.2.0-beta.1'), ...adapter, ...config },
    ['ok: vitest 5.2.0-beta.1, @sandpit/vitest 1.2.3', 'ok: vitest.config.ts has the line'],
  ],
  'a runner that is too old': [
    { ...vitest('3.2.4'), ...adapter, ...config },
    [
      "failed: vitest 3.2.4, @sandpit/vitest 1.2.3; @sandpit/vitest works with vitest ^4.1.0 || ^5.0.0: npm install -D 'vitest@^4.1.0 || ^5.0.0'",
      'ok: vitest.config.ts has the line',
    ],
  ],
  'no adapter, and no config': [
    { ...vitest('5.1.1'), 'pnpm-lock.yaml': '' },
    [
      'failed: @sandpit/vitest cannot be found from this folder; pnpm add -D @sandpit/vitest',
      'failed: there is no vitest.config; npx -y @sandpit/cli init --runner vitest',
    ],
  ],
  'a config without the line': [
    { ...vitest('5.1.1'), ...adapter, 'vite.config.ts': 'export default {}' },
    [
      'ok: vitest 5.1.1, @sandpit/vitest 1.2.3',
      'failed: vite.config.ts does not have the line; npx -y @sandpit/cli init --runner vitest',
    ],
  ],
  'a config of another shape': [
    { ...vitest('5.1.1'), ...adapter, 'vite.config.ts': 'export default ours()' },
    [
      'ok: vitest 5.1.1, @sandpit/vitest 1.2.3',
      "unclear: vite.config.ts is made by ours(); See that it has this: import { sandpit } from '@sandpit/vitest/plugin'; plugins: [sandpit()]",
    ],
  ],
  'the other runner for something else': [
    {
      ...vitest('5.1.1'),
      ...adapter,
      ...config,
      'playwright.config.ts': 'export default {}',
    },
    ['ok: vitest 5.1.1, @sandpit/vitest 1.2.3', 'ok: vitest.config.ts has the line'],
  ],
  'no runner': [
    { 'package.json': '{}' },
    [
      'failed: package.json names neither vitest nor @playwright/test; npm install -D vitest @sandpit/vitest, or the same for Playwright',
    ],
  ],
  'a broken package.json': [
    { 'package.json': '{' },
    [expect.stringMatching(/^failed: package.json cannot be read: /)],
  ],
  'no package.json': [
    {},
    [
      'unclear: there is no package.json in this folder; Run it in your project to have runner and config checked',
    ],
  ],
}

describe('the checks of the machine', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'd-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it.each(Object.entries(projects))('say of a project with %s', (_, [files, checks]) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    expect(checkProject(folder).map(said)).toEqual(checks)
  })

  it('know which Node is too old', () => {
    expect(checkNode().result).toBe('ok')
    expect(checkNode('26.0.0-nightly').result).toBe('ok')
    expect(said(checkNode('22.18.0'))).toMatch(/^failed: 22.18.0; needed is >=22.19; Install/)
  })

  it('try the temporary folder and its sockets', async () => {
    expect((await checkPlace(folder)).map(({ result }) => result)).toEqual(['ok', 'ok'])
    const deep = join(folder, 'deep'.repeat(25))
    mkdirSync(deep)
    expect((await checkPlace(deep)).map(said)).toEqual([
      expect.stringMatching(/^failed: .*no socket fits in it.*set TMPDIR to a shorter one$/),
      expect.stringMatching(/^unclear: /),
    ])
    expect((await checkPlace(join(folder, 'none'))).map(said)).toEqual([
      expect.stringMatching(/^failed: .*cannot write to the temporary folder.*ENOENT/),
      expect.stringMatching(/^unclear: /),
    ])
  })

  it('tell a journal that cannot be read', async () => {
    expect(said(await checkLeftovers(folder))).toBe('ok: none')
    const run = join(folder, '0123456789ab')
    mkdirSync(run)
    writeFileSync(join(run, 'journal.jsonl'), 'no journal\n')
    expect(said(await checkLeftovers(folder))).toMatch(/^failed: a journal cannot be read; /)
  })

  it('are a table, with what to do below', () => {
    expect(describeMachine([checkNode('22.18.0'), checkNode('24.1.0')])).toBe(
      `failed  Node  22.18.0; needed is >=22.19
ok      Node  24.1.0; needed is >=22.19

To do:
  Node: Install a newer Node, or put \`npx -p node@24\` before the command
`,
    )
  })
})

function said({ result, found, advice }: MachineCheck): string {
  return `${result}: ${[found, advice].filter((each) => each !== null).join('; ')}`
}
