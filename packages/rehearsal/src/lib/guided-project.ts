import { expect } from 'vitest'
import type { Setup } from './setup.ts'
import type { StrangersProject } from './strangers-project.ts'

/** A project that a guide makes. */
export interface GuidedProject {
  /** What the guide installs. */
  readonly install: string
  readonly files: Readonly<Record<string, string>>
}

/** As strict as a project may be, and our own types are looked at too; with both ways to find a module. */
export function tsconfigs({ versions }: Setup): Readonly<Record<string, string>> {
  const compilerOptions = {
    target: 'es2024',
    module: 'nodenext',
    lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable'],
    types: ['node'],
    strict: true,
    // The own types of Vitest 4.1.0 do not stand it.
    exactOptionalPropertyTypes: versions['vitest'] === undefined,
    skipLibCheck: false,
    noEmit: true,
  }
  const bundler = { ...compilerOptions, module: 'preserve', moduleResolution: 'bundler' }
  return {
    'tsconfig.json': JSON.stringify({ compilerOptions }),
    'tsconfig.bundler.json': JSON.stringify({ compilerOptions: bundler }),
  }
}

/** Has a project compiled, thoroughly by each of its configs. */
export async function compile(
  project: StrangersProject,
  { manager, isThorough }: Setup,
): Promise<void> {
  await project.mustRun(`${manager.run} tsc -p tsconfig.json`)
  if (isThorough) await project.mustRun(`${manager.run} tsc -p tsconfig.bundler.json`)
}

/** Makes a project one without `"type": "module"`, as a project was before there was such a thing. */
export function becomeCommonJs(project: StrangersProject): void {
  const { type, ...manifest } = JSON.parse(project.read('package.json')) as {
    readonly type: string
  }
  expect(type).toBe('module')
  project.write({ 'package.json': JSON.stringify(manifest) })
}
