// The one direction of imports, and proof that the tool which holds us to it read every file.
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'

/** Which of our packages the code of each may import; tests may use more. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  client: [],
  close: ['client'],
  emulator: ['client', 'close'],
  lease: ['client'],
  vitest: ['client', 'close', 'emulator', 'lease'],
  playwright: ['client', 'close', 'emulator', 'lease'],
  cli: ['client', 'close', 'emulator', 'lease'],
}

/** Private packages, which may import any of them. */
const mayImportAll = ['benchmarks', 'board', 'conformance', 'examples', 'fixture-projects']

const published = Object.keys(mayImport).join('|')
const test = '\\.(test|test-d|testing)\\.ts$|/e2e/'

const rules: IForbiddenRuleType[] = [
  ...Object.entries(mayImport).map(([name, others]) => ({
    name: `${name}-imports-${others.join('-') || 'nothing'}`,
    severity: 'error' as const,
    from: { path: `^packages/${name}/src/`, pathNot: test },
    to: { path: '^packages/', pathNot: `^packages/(${[name, ...others].join('|')})/` },
  })),
  {
    name: 'through-the-front-door',
    comment: 'Another package is what its exports say; its sources are its own.',
    severity: 'error',
    from: { path: '^packages/([^/]+)/' },
    to: { path: '^packages/[^/]+/src/', pathNot: '^packages/$1/' },
  },
  {
    name: 'only-what-is-installed-with-it',
    comment: 'A published package runs where its devDependencies are not.',
    severity: 'error',
    from: { path: `^packages/(${published})/src/`, pathNot: test },
    to: {
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
      dependencyTypesNot: ['type-only', 'npm-peer'],
    },
  },
  {
    name: 'resolvable',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
]

async function findDependencies(): Promise<ICruiseResult> {
  const { output } = await cruise(['packages'], {
    ruleSet: { forbidden: rules },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: '^packages/[^/]+/dist/.*\\.d\\.ts$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  })
  if (typeof output === 'string') throw new TypeError('dependency-cruiser gave a report, not data')
  return output
}

/** Files of ours that were not read: all of them, when no TypeScript with the old API is found. */
function filesNotRead({ modules }: ICruiseResult): readonly string[] {
  const read = new Set(modules.map(({ source }) => source))
  return globSync('packages/*/src/**/*.ts').filter((file) => !read.has(file))
}

function packagesWithoutRules(): readonly string[] {
  const ruled = new Set([...Object.keys(mayImport), ...mayImportAll])
  return globSync('packages/*').filter((folder) => !ruled.has(basename(folder)))
}

const found = await findDependencies()
const missed = filesNotRead(found)
for (const { from, to, rule } of found.summary.violations) {
  console.error(`${from} imports ${to}: against ${rule.name}`)
}
for (const file of missed) console.error(`${file} was not read`)
const unruled = packagesWithoutRules()
for (const folder of unruled) console.error(`${folder} has no rule in .config/import-direction.ts`)
if (found.summary.violations.length + missed.length + unruled.length > 0) process.exitCode = 1
