import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planInit } from './init-plan.ts'
import { describeNext, describePlan } from './plan-text.ts'
import { readProject } from './project.ts'
import { runners, runnersOf } from './runner.ts'
import { writeFiles } from './write-files.ts'

const withVitest = '{ "type": "module", "devDependencies": { "vitest": "5", "typescript": "7" } }'

describe('sandpit init', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'init-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  function write(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
  }

  const filesOf = (runner: keyof typeof runners): readonly string[] =>
    planInit(readProject(folder), runners[runner]).files.map(({ file }) => file)

  const all = (): Readonly<Record<string, string>> =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')]),
    )

  it.each([
    ['vitest', { 'package.json': withVitest }, ['vitest.config.ts', 'tests/close.test.ts']],
    [
      'vitest',
      { 'package.json': '{ "devDependencies": { "vitest": "5" } }' },
      ['vitest.config.mjs', 'tests/close.test.js'],
    ],
    [
      'vitest',
      { 'package.json': withVitest, 'vite.config.ts': 'export default {}' },
      ['vite.config.ts', 'tests/close.test.ts'],
    ],
    [
      'vitest',
      {
        'package.json': withVitest,
        'vite.config.ts': 'export default {}',
        'vitest.config.mts': 'export default {}',
      },
      ['vitest.config.mts', 'tests/close.test.ts'],
    ],
    [
      'vitest',
      {
        'package.json': withVitest,
        'src/a/sum.spec.tsx': "import 'vitest'",
        'e2e/a.spec.ts': "import '@playwright/test'",
      },
      ['vitest.config.ts', 'src/a/close.spec.ts'],
    ],
    [
      'vitest',
      {
        'package.json': withVitest,
        'vitest.config.ts': "export default { test: { include: ['./spec/**/*.spec.ts'] } }",
      },
      ['vitest.config.ts', 'spec/close.spec.ts'],
    ],
    [
      'vitest',
      { 'package.json': withVitest, 'test/close.test.ts': "import 'vitest'" },
      ['vitest.config.ts', 'test/close-sandbox.test.ts'],
    ],
    ['playwright', { 'package.json': '{}' }, ['playwright.config.js', 'tests/close.spec.js']],
    [
      'playwright',
      {
        'package.json': withVitest,
        'playwright.config.ts': "export default { testDir: './e2e' }",
        'a.test.ts': "import 'vitest'",
      },
      ['playwright.config.ts', 'e2e/close.spec.ts'],
    ],
  ] as const)('puts the files of %s where they are found: %j', (runner, files, expected) => {
    write(files)
    expect(filesOf(runner)).toEqual(expected)
  })

  it.each(['vitest', 'playwright'] as const)('changes nothing the second time (%s)', (runner) => {
    write({ 'package.json': withVitest })
    writeFiles(folder, planInit(readProject(folder), runners[runner]).files)
    const once = all()
    const again = planInit(readProject(folder), runners[runner])
    expect(again.files).toEqual([])
    expect(again.kept).toHaveLength(2)
    writeFiles(folder, again.files)
    expect(all()).toEqual(once)
  })

  it('leaves a config that it cannot read as it is, and gives the text to paste', () => {
    write({ 'package.json': withVitest, 'vitest.config.cjs': 'module.exports = {}' })
    const plan = planInit(readProject(folder), runners.vitest)
    expect(plan.files.map(({ file }) => file)).toEqual(['tests/close.test.ts'])
    expect(describePlan(plan)).toContain(
      'vitest.config.cjs is left alone: it has no `export default`. Put this into it:\n\n' +
        "  import { sandpit } from '@sandpit/vitest/plugin'\n\n  plugins: [sandpit()]\n",
    )
  })

  it('writes nothing when one file cannot be written', () => {
    write({ 'package.json': withVitest, 'vitest.config.ts': 'export default {}', tests: 'a file' })
    const before = all()
    const { files } = planInit(readProject(folder), runners.vitest)
    expect(() => writeFiles(folder, files)).toThrow(/^Nothing was written: /)
    expect(all()).toEqual(before)
    rmSync(join(folder, 'tests'))
    mkdirSync(join(folder, 'tests/close.test.ts'), { recursive: true })
    expect(() => writeFiles(folder, files)).toThrow(/^Nothing was written: /)
    expect(all()).toEqual({
      'package.json': before['package.json'],
      'vitest.config.ts': 'export default {}',
    })
  })

  it.each([
    ['pnpm-lock.yaml', ['pnpm add -D @sandpit/vitest @sandpit/close', 'pnpm exec vitest run']],
    ['yarn.lock', ['yarn add -D vite @sandpit/vitest @sandpit/close', 'yarn vitest run']],
    ['bun.lock', ['bun add -d @sandpit/vitest @sandpit/close', 'bunx vitest run']],
    ['package-lock.json', ['npm install -D @sandpit/vitest @sandpit/close', 'npx vitest run']],
  ])('says what is next in the words of the project: %s', (lock, next) => {
    write({ 'package.json': withVitest, [lock]: '' })
    expect(planInit(readProject(folder), runners.vitest).next).toEqual(next)
  })

  it('does not ask for what is installed, and names configs that it did not read', () => {
    write({
      'package.json': withVitest,
      'vitest.config.ts': "export default { test: { projects: ['packages/*'] } }",
    })
    for (const name of ['@sandpit/vitest', '@sandpit/close']) {
      mkdirSync(join(folder, 'node_modules', name), { recursive: true })
    }
    const plan = planInit(readProject(folder), runners.vitest)
    expect(plan.next).toEqual(['npx vitest run'])
    expect(describeNext(plan)).toContain('want the line too: packages/*')
  })

  it.each([
    [{ 'package.json': withVitest }, ['vitest']],
    [{ 'package.json': '{}', 'playwright.config.ts': '' }, ['playwright']],
    [{ 'package.json': withVitest, 'playwright.config.ts': '' }, ['vitest', 'playwright']],
    [{ 'package.json': '{}', 'vite.config.ts': '' }, []],
  ])('finds the runner: %j', (files, names) => {
    write(files)
    expect(runnersOf(readProject(folder)).map(({ name }) => name)).toEqual(names)
  })

  it.each([
    [{}, /no package.json/],
    [{ 'package.json': '{' }, /package.json cannot be read/],
    [{ 'package.json': '[1' }, /package.json cannot be read/],
  ])('refuses %j', (files: Readonly<Record<string, string>>, message) => {
    write(files)
    expect(() => readProject(folder)).toThrow(message)
    expect(existsSync(join(folder, 'tests'))).toBe(false)
  })
})
