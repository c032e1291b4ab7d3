// The one direction of imports, between packages and between the rooms of each, and proof that the
// tool which holds us to it read every file.
import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { rooms } from './rooms.ts'

/** Which of our packages the code of each may import; tests may use more. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  client: [],
  systems: ['client'],
  close: ['client', 'systems'],
  emulator: ['client', 'close', 'systems'],
  gateway: ['client'],
  lease: ['client', 'gateway'],
  vitest: ['client', 'close', 'emulator', 'lease', 'systems'],
  playwright: ['client', 'close', 'emulator', 'lease', 'systems'],
  cli: ['client', 'close', 'emulator', 'lease', 'systems'],
}

/** Private packages, which may import any of them. */
const mayImportAll = [
  'benchmarks',
  'conformance',
  'examples',
  'fixture-projects',
  'hostile-archives',
  'rehearsal',
  'site',
  'use-with',
]

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
  ...Object.entries(rooms).flatMap(([folder, purposes]) =>
    Object.keys(purposes).map((room, index, all) => ({
      name: `only rooms above ${room} in the map of ${folder}`,
      severity: 'error' as const,
      from: { path: `^${folder}/${room}/`, pathNot: test },
      to: { path: `^${folder}/(${all.slice(index + 1).join('|') || '-'})/` },
    })),
  ),
  ...Object.keys(rooms).map((folder) => ({
    name: `no room imports what lies beside the rooms of ${folder}`,
    severity: 'error' as const,
    from: { path: `^${folder}/[^/]+/`, pathNot: test },
    to: { path: `^${folder}/[^/]+$` },
  })),
  {
    name: 'no-cycle',
    comment: 'Types count: who reads one file of a circle has to read them all.',
    severity: 'error',
    from: { path: '^packages/[^/]+/src/', pathNot: test },
    to: { circular: true },
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

/** The most files of source that a folder may hold before nobody finds his way in it. */
const mostFiles = 20

function crowdedFolders(): readonly string[] {
  const sources = globSync('packages/*/src/**/*.ts').filter((file) => !new RegExp(test).test(file))
  const byFolder = Map.groupBy(sources, dirname)
  return [...byFolder].flatMap(([folder, files]) =>
    files.length > mostFiles
      ? [`${folder} holds ${files.length} files; ${mostFiles} at the most`]
      : [],
  )
}

/** Folders that `rooms.ts` does not name, and names of it that no folder has. */
function roomsAmiss(): readonly string[] {
  return Object.entries(rooms).flatMap(([folder, purposes]) => {
    const found = new Set(globSync(`${folder}/*/`).map((room) => basename(room)))
    const unnamed = [...found].filter((room) => !(room in purposes))
    const missing = Object.keys(purposes).filter((room) => !found.has(room))
    return [
      ...unnamed.map((room) => `${folder}/${room} is no room of .config/rooms.ts`),
      ...missing.map((room) => `.config/rooms.ts names ${folder}/${room}, which is not there`),
    ]
  })
}

const found = await findDependencies()
const missed = filesNotRead(found)
for (const { from, to, rule, cycle } of found.summary.violations) {
  const way = cycle === undefined ? to : cycle.map(({ name }) => name).join(' -> ')
  console.error(`${from} imports ${way}: against ${rule.name}`)
}
for (const file of missed) console.error(`${file} was not read`)
const unruled = packagesWithoutRules()
for (const folder of unruled) console.error(`${folder} has no rule in .config/import-direction.ts`)
const amiss = [...roomsAmiss(), ...crowdedFolders()]
for (const complaint of amiss) console.error(complaint)
const complaints = [found.summary.violations, missed, unruled, amiss].flat()
if (complaints.length > 0) process.exitCode = 1
