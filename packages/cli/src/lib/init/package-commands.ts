import type { PackageManager } from './project.ts'

const installing: Readonly<Record<PackageManager, string>> = {
  npm: 'npm install -D',
  pnpm: 'pnpm add -D',
  yarn: 'yarn add -D',
  bun: 'bun add -d',
}

const running: Readonly<Record<PackageManager, string>> = {
  npm: 'npx',
  pnpm: 'pnpm exec',
  yarn: 'yarn',
  bun: 'bunx',
}

/** The command that adds packages to a project, to work with. */
export function installCommand(packageManager: PackageManager, names: readonly string[]): string {
  return `${installing[packageManager]} ${names.join(' ')}`
}

/** The command that runs a command of a package that is installed. */
export function runCommand(packageManager: PackageManager, command: readonly string[]): string {
  return `${running[packageManager]} ${command.join(' ')}`
}
