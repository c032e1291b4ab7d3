/** What a stranger installs with, and in which versions. */
export interface Setup {
  readonly name: string
  /** The command that adds packages for development. */
  readonly add: string
  /** Versions that are not the newest, by package. */
  readonly versions: Readonly<Record<string, string>>
}

const npm = 'npm install -D'

/** The newest of everything, by npm. */
const newest: Setup = { name: 'npm, the newest of everything', add: npm, versions: {} }

/** The long form, with `SANDPIT_REHEARSAL=all`: one thing at a time is another. */
const others: readonly Setup[] = [
  { name: 'pnpm', add: 'npx -y pnpm@12 add -D', versions: {} },
  { name: 'bun', add: 'npx -y bun@1 add -d', versions: {} },
  {
    name: 'the oldest runners, TypeScript 5.9',
    add: npm,
    versions: { vitest: '4.1.0', '@playwright/test': '1.49.0', typescript: '5.9' },
  },
  { name: 'TypeScript 6', add: npm, versions: { typescript: '6' } },
]

/** The setups that are rehearsed. */
export function setups(form: string | undefined): readonly Setup[] {
  if (form === undefined) return [newest]
  if (form === 'all') return [newest, ...others]
  throw new Error(`SANDPIT_REHEARSAL is 'all' or not set, not '${form}'`)
}

/** The commands of a guide and what else is wanted, as one with this setup types them. */
export function installCommand(install: string, more: string, { add, versions }: Setup): string {
  const names = install
    .trim()
    .split('\n')
    .flatMap((line) => line.trim().replace(`${npm} `, '').split(' '))
  const wanted = [...names, ...more.split(' ')].map((name) => {
    const version = versions[name]
    return version === undefined ? name : `${name}@${version}`
  })
  return `${add} ${wanted.join(' ')}`
}
