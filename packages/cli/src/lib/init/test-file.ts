import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Project } from './project.ts'
import type { Runner } from './runner.ts'

/** A test that is written, or the one that is there already. */
export type FirstTest =
  | { readonly kind: 'new'; readonly file: string; readonly text: string }
  | { readonly kind: 'there'; readonly file: string }

/**
 * The first test of a project: beside its other tests of the runner, or where its config has them.
 *
 * @param places the paths and patterns of the config
 */
export function firstTest(project: Project, runner: Runner, places: readonly string[]): FirstTest {
  const tests = testFiles(project.folder, runner)
  const ours = tests.find(({ text }) => text.includes(`${runner.adapter}/`))
  if (ours !== undefined) return { kind: 'there', file: ours.file }
  const beside = tests[0]?.file
  const folder = beside === undefined ? newFolder(project, places) : dirname(beside)
  const suffix = suffixOf(beside ?? places[0]) ?? runner.suffix
  const extension = project.usesTypeScript ? 'ts' : 'js'
  const names = ['close', 'close-sandbox', 'sandpit', 'sandpit-close']
  const file = names
    .map((name) => join(folder, `${name}.${suffix}.${extension}`))
    .find((each) => !existsSync(join(project.folder, each)))
  return {
    kind: 'new',
    file: file ?? join(folder, `first-sandpit.${suffix}.${extension}`),
    text: textOf(runner),
  }
}

function textOf({ adapter, seedLine }: Runner): string {
  const seed = "closeData().lead('CloudScale', (lead) => lead.task('Follow up'))"
  return `import { closeData } from '@sandpit/close'
import { expect, test } from '${adapter}/close'

${seedLine.replace('SEED', seed)}

test('has a Close CRM of its own', async ({ close }) => {
  // Call your agent here. All it needs is the address of the MCP server: close.mcpUrl
  await expect(close).toHaveTask('CloudScale', 'Follow up')
})
`
}

interface TestFile {
  readonly file: string
  readonly text: string
}

const testName = /\.(test|spec)\.[cm]?[jt]sx?$/

/** The tests of a project that are not another runner's. */
function testFiles(root: string, { name }: Runner): readonly TestFile[] {
  return filesIn(root, '', 5)
    .filter((file) => testName.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
    .filter(({ text }) => runnerOf(text) === undefined || runnerOf(text) === name)
    .filter(({ text }) => name === 'vitest' || runnerOf(text) === name)
}

function runnerOf(text: string): string | undefined {
  if (/['"]@(playwright\/test|sandpit\/playwright)/.test(text)) return 'playwright'
  if (/['"](vitest|@sandpit\/vitest)/.test(text)) return 'vitest'
  return /['"](node:test|bun:test|@jest\/globals)['"]/.test(text) ? 'another' : undefined
}

/** Files below a folder, nearest first, without what is installed, built or hidden. */
function filesIn(root: string, folder: string, depth: number): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const folders = entries.filter((entry) => entry.isDirectory() && !skipped.test(entry.name))
  return [
    ...files.map(({ name }) => join(folder, name)),
    ...(depth === 0
      ? []
      : folders.flatMap(({ name }) => filesIn(root, join(folder, name), depth - 1))),
  ]
}

const skipped = /^(\..*|node_modules|dist|build|out|coverage|test-results)$/

function newFolder({ folder }: Project, places: readonly string[]): string {
  for (const place of places) {
    const parts = place.split('/').filter((part) => part !== '.')
    const fixed = parts.slice(0, parts.findIndex((part) => /[*?{[(!]/.test(part)) >>> 0)
    if (fixed.length > 0) return join(...fixed)
  }
  return !existsSync(join(folder, 'tests')) && existsSync(join(folder, 'test')) ? 'test' : 'tests'
}

/** `test` or `spec`, where a file's name or a pattern has one of them alone. */
function suffixOf(file = ''): 'test' | 'spec' | undefined {
  const isTest = /\.test\b/.test(file)
  const isSpec = /\.spec\b/.test(file)
  if (isTest === isSpec) return undefined
  return isTest ? 'test' : 'spec'
}
