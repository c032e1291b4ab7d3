import {
  bun,
  npm,
  type PackageManager,
  pnpm,
  yarn,
  yarnClassic,
  yarnPlugAndPlay,
} from './package-manager.ts'

/** What a stranger has: a package manager, a Node, and packages that need not be the newest. */
export interface Setup {
  readonly name: string
  readonly manager: PackageManager
  /** The version of Node, where it is another than that of these tests. */
  readonly node?: string
  /** Versions that are not the newest, by package. */
  readonly versions: Readonly<Record<string, string>>
  /** Whether it goes on, in the same project, to what the short form leaves out. */
  readonly isThorough: boolean
}

const newest = { manager: npm, versions: {} }
const oldestRunners = { vitest: '4.1.0', '@playwright/test': '1.49.0' }

/** What every run of the tests rehearses. */
const short: Setup = { ...newest, name: 'npm, the newest of everything', isThorough: false }

/**
 * The long form, with `SANDPIT_REHEARSAL=all`: one thing at a time is another, and then what is oldest
 * together. The types of the oldest Playwright itself do not stand a newer TypeScript.
 */
const long: readonly Omit<Setup, 'isThorough'>[] = [
  { ...newest, name: short.name },
  ...[pnpm, bun, yarnClassic, yarn].map((manager) => ({
    ...newest,
    name: manager.name,
    manager,
  })),
  // Yarn makes TypeScript read its zipped packages, up to the version that is written in JavaScript.
  {
    name: `${yarnPlugAndPlay.name}, TypeScript 5.9`,
    manager: yarnPlugAndPlay,
    versions: { typescript: '5.9' },
  },
  { ...newest, name: 'Node 22.19', node: '22.19.0' },
  { ...newest, name: 'Node 26', node: '26' },
  { ...newest, name: 'TypeScript 5.9', versions: { typescript: '5.9' } },
  { ...newest, name: 'TypeScript 6', versions: { typescript: '6' } },
  {
    name: 'the oldest of everything',
    manager: npm,
    node: '22.19.0',
    versions: { ...oldestRunners, typescript: '5.9' },
  },
  {
    name: 'the oldest runners, Node 26',
    manager: npm,
    node: '26',
    versions: { ...oldestRunners, typescript: '5.9' },
  },
]

/** The setups that are rehearsed. */
export function setups(form: string | undefined): readonly Setup[] {
  if (form === undefined) return [short]
  if (form === 'all') return long.map((setup) => ({ ...setup, isThorough: true }))
  throw new Error(`SANDPIT_REHEARSAL is 'all' or not set, not '${form}'`)
}

/** The package managers among them, each once. */
export function managers(form: string | undefined): readonly PackageManager[] {
  return [...new Set(setups(form).map(({ manager }) => manager))]
}

/** The commands of a guide and what else is wanted, as one with this setup types them. */
export function installCommand(
  install: string,
  more: string,
  { manager, versions }: Setup,
): string {
  const names = install
    .replaceAll(npm.add, '')
    .split(/\s+/)
    .filter((name) => name !== '')
  const besides = names.flatMap((name) => manager.besides?.[name] ?? [])
  const wanted = [...names, ...besides, ...more.split(' ')].map((name) => {
    const version = versions[name]
    return version === undefined ? name : `${name}@${version}`
  })
  return `${manager.add} ${wanted.join(' ')}`
}
