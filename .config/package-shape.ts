// Packs every published package as it would be published, and has the tarballs judged.
import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly exports?: unknown
}

/** What is of no use to whoever installs a package. */
const notForPublishing = /\.(test|test-d|testing)\.|\/e2e\/|\.tsbuildinfo$/

async function findFaults(folder: string, { name, exports }: Manifest): Promise<string[]> {
  const tarball = `${process.cwd()}/.sandpit/tarballs/${name.replace('/', '-')}.tgz`
  const packed = await run('pnpm', '--dir', folder, 'pack', '--json', '--out', tarball)
  if (packed.failed) return [packed.output]
  const judges = [await run('publint', 'run', tarball, '--strict')]
  // A command has nothing to import, so no types that could be wrong.
  if (exports !== undefined) judges.push(await run('attw', tarball, '--profile', 'esm-only'))
  return [...fileFaults(name, packed.output), ...judges.filter(isFailed).map((it) => it.output)]
}

function fileFaults(name: string, packed: string): string[] {
  const { files } = JSON.parse(packed) as { files: { path: string }[] }
  const paths = files.map(({ path }) => path)
  const unwanted = paths.filter((path) => notForPublishing.test(path))
  const missing = ['README.md', 'LICENSE'].filter((path) => !paths.includes(path))
  return [
    ...unwanted.map((path) => `${name} publishes ${path}: leave it out in its "files"`),
    ...missing.map((path) => `${name} publishes no ${path}`),
  ]
}

interface Ran {
  readonly failed: boolean
  readonly output: string
}

async function run(command: string, ...args: readonly string[]): Promise<Ran> {
  try {
    const { stdout } = await promisify(execFile)(command, args)
    return { failed: false, output: stdout }
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return { failed: true, output: `$ ${[command, ...args].join(' ')}\n${stdout}${stderr}` }
  }
}

function isFailed({ failed }: Ran): boolean {
  return failed
}

for (const file of globSync('packages/*/package.json')) {
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  if (manifest.private === true) continue
  for (const fault of await findFaults(file.replace('/package.json', ''), manifest)) {
    console.error(fault)
    process.exitCode = 1
  }
}
