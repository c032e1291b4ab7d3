/** A package manager, as a stranger types it who has only npm. */
export interface PackageManager {
  readonly name: string
  /** The command that adds packages for development. */
  readonly add: string
  /** The command that runs a command of a package that is installed. */
  readonly run: string
  /** What a project wants besides what a guide installs, by the package that makes it so. */
  readonly besides?: Readonly<Record<string, string>>
  /** What a project of it has in its folder, for a registry. */
  files(url: string): Readonly<Record<string, string>>
}

/** Yarn installs no peers, and Vitest 5 has Vite as one. */
const besides = { vitest: 'vite' }

export const npm: PackageManager = {
  name: 'npm',
  add: 'npm install -D',
  run: 'npx',
  files: npmrc,
}

export const pnpm: PackageManager = {
  name: 'pnpm',
  add: 'npx -y pnpm@12 add -D',
  run: 'npx -y pnpm@12 exec',
  files: npmrc,
}

export const bun: PackageManager = {
  name: 'bun',
  add: 'npx -y bun@1 add -d',
  run: 'npx -y bun@1 x',
  files: npmrc,
}

export const yarnClassic: PackageManager = {
  name: 'Yarn 1',
  add: 'npx -y yarn@1 add -D',
  run: 'npx -y yarn@1 -s run',
  besides,
  files: npmrc,
}

export const yarn: PackageManager = yarn4('Yarn 4', 'node-modules')

/** Without node_modules: packages stay zipped, and only what is declared can be imported. */
export const yarnPlugAndPlay: PackageManager = yarn4('Yarn 4, Plug’n’Play', 'pnp')

function yarn4(name: string, nodeLinker: string): PackageManager {
  const command = 'npx -y @yarnpkg/cli-dist@4'
  return {
    name,
    add: `${command} add -D`,
    run: `${command} run`,
    besides,
    files: (url) => ({
      ...npmrc(url),
      // Says that a project begins here.
      'yarn.lock': '',
      // JSON is YAML.
      '.yarnrc.yml': JSON.stringify({
        npmRegistryServer: url,
        unsafeHttpWhitelist: ['127.0.0.1'],
        nodeLinker,
        // Otherwise a package may import what the project depends on, declared or not.
        pnpFallbackMode: 'none',
        enableTelemetry: false,
        // It refuses what was published within a day.
        npmMinimalAgeGate: 0,
      }),
    }),
  }
}

/** Makes all but Yarn 4 use a registry, and npx too; a token is wanted to publish, whichever. */
export function npmrc(url: string): { readonly '.npmrc': string } {
  return { '.npmrc': `registry=${url}\n${url.replace('http:', '')}:_authToken=anybody\n` }
}
