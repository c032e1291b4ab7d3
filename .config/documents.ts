// Compiles every TypeScript example in documents and doc comments, follows every relative link,
// looks up every test that is cited, and compares the map of rooms with what is checked.
import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { rooms } from './rooms.ts'

/** One example, and where it was found. */
interface Snippet {
  readonly file: string
  /** The lines before it, so that a line number of the compiler's is one of the file's. */
  readonly linesBefore: number
  readonly code: string
}

/** In `examples`, which may use every package; an example may import what is in its `src` too. */
const project = 'packages/examples/.sandpit/documents'

const documents = globSync(['*.md', '.changeset/*.md', 'docs/**/*.md', 'packages/*/*.md'], {
  // Written from the doc comments, see packages/site.
  exclude: ['docs/api/**'],
})
const sources = globSync('packages/*/src/**/*.ts', { exclude: ['**/*.test.ts'] })

/** Fenced examples: at the start of a line in a document, behind an asterisk in a doc comment. */
function findSnippets(file: string): readonly Snippet[] {
  const text = readFileSync(file, 'utf8').replaceAll(/^ *\* ?/gm, file.endsWith('.ts') ? '' : '$&')
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code = '' }) => ({
    file,
    linesBefore: text.slice(0, index).split('\n').length,
    code,
  }))
}

function testShownBy(page: string): string {
  return `packages/use-with/src/${basename(page, '.md')}.test.ts`
}

/** A page of `docs/use-with` shows a test of `packages/use-with` as it runs; `tsc -b` compiles that. */
function findStaleCode(file: string): readonly string[] {
  const test = testShownBy(file)
  const [shown] = findSnippets(file)
  return shown?.code === readFileSync(test, 'utf8')
    ? []
    : [`${file} does not show ${test} as it is`]
}

function write(snippets: readonly Snippet[]): void {
  rmSync(project, { recursive: true, force: true })
  mkdirSync(project, { recursive: true })
  const compilerOptions = {
    rootDirs: ['.', '../../src'],
    composite: false,
    declarationMap: false,
    isolatedDeclarations: false,
    noEmit: true,
    noUnusedLocals: false,
  }
  const config = {
    extends: '../../../../tsconfig.base.json',
    compilerOptions,
    include: ['.', '../../example-scope.ts'],
  }
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config))
  for (const [index, snippet] of snippets.entries()) {
    const { linesBefore, code } = snippet
    const start = `${importOwnFile(snippet)}${'\n'.repeat(linesBefore)}`
    writeFileSync(join(project, `${index}.ts`), `${start}${code}\nexport {}\n`)
  }
}

/** An example that imports nothing may use what the file that it is in exports. */
function importOwnFile({ file, code }: Snippet): string {
  if (!file.endsWith('.ts') || /^import /m.test(code)) return ''
  const exported = readFileSync(file, 'utf8').matchAll(/^export (?:function|class|const) (\w+)/gm)
  const names = new Set([...exported].map(([, name]) => name))
  const built = file.replace('/src/', '/dist/').replace(/ts$/, 'js')
  return `import { ${[...names].join(', ')} } from '${relative(project, built)}';`
}

/** What the compiler says, in terms of the files that the examples are in. */
async function compile(snippets: readonly Snippet[]): Promise<readonly string[]> {
  write(snippets)
  const output = await promisify(execFile)('tsc', ['-p', project, '--pretty', 'false']).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout.trim(),
  )
  if (output === '') return []
  const place = /^.*documents\/(\d+)\.ts/gm
  return output
    .replaceAll(place, (_, index: string) => snippets[Number(index)]?.file ?? index)
    .split('\n')
}

function findBrokenLinks(file: string): readonly string[] {
  const targets = readFileSync(file, 'utf8').matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)
  return [...targets]
    .map(([, target = '']) => target)
    .filter((target) => !existsSync(join(dirname(file), target)))
    .map((target) => `${file}: there is no ${target}`)
}

/** A document that cites a test, as `[its title][file]`, cites one that is there. */
function findMissingTests(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/^```.*?^```$/gms, '')
  const targets = new Map(
    [...text.matchAll(/^\[([\w-]+)\]: (\S+\.test\.ts)$/gm)].map(([, name, path = '']) => [
      name,
      path,
    ]),
  )
  return [...text.matchAll(/\[([^\][]+)\]\[([\w-]+)\]/g)].flatMap(([, title = '', name]) => {
    const target = targets.get(name)
    const path = target && join(dirname(file), target)
    if (path && existsSync(path) && readFileSync(path, 'utf8').includes(title)) return []
    return [`${file}: ${target ?? name} has no test '${title}'`]
  })
}

/** The index of documents leaves none out. */
function findUnlistedDocuments(): readonly string[] {
  const index = readFileSync('docs/README.md', 'utf8')
  return globSync('docs/*/*.md', { exclude: ['docs/api/**'] })
    .map((file) => relative('docs', file))
    .filter((file) => !index.includes(`](${file})`))
    .map((file) => `docs/README.md does not list ${file}`)
}

/** The map in CONTRIBUTING names each room and its purpose, in the order that is checked. */
function findUnmappedRooms(): readonly string[] {
  const file = 'CONTRIBUTING.md'
  const text = readFileSync(file, 'utf8').replaceAll(/ +/g, ' ')
  return Object.entries(rooms).flatMap(([folder, purposes]) => {
    const rows = Object.entries(purposes).map(([room, purpose]) => `| \`${room}\` | ${purpose} |`)
    const [, part = ''] = text.split(`\n#### ${folder}\n`)
    if (part.split('\n#')[0]?.includes(rows.join('\n'))) return []
    return [`${file}: the map of ${folder} is not that of .config/rooms.ts:\n${rows.join('\n')}`]
  })
}

const shownTests = globSync('docs/use-with/*.md').filter((page) => existsSync(testShownBy(page)))
const compiled = [...documents, ...sources].filter((file) => !shownTests.includes(file))
const snippets = compiled.flatMap(findSnippets)
const faults = [
  ...(await compile(snippets)),
  ...shownTests.flatMap(findStaleCode),
  ...documents.flatMap(findBrokenLinks),
  ...documents.flatMap(findMissingTests),
  ...findUnmappedRooms(),
  ...findUnlistedDocuments(),
]
for (const fault of faults) console.error(fault)
if (faults.length > 0 || snippets.length === 0) process.exitCode = 1
