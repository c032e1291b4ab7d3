import { delimiter, join } from 'node:path'
import type { Registry } from './registry.ts'
import { StrangersProject } from './strangers-project.ts'

/** The Nodes of a registry: each is installed once, for all projects that run on it. */
export class NodeVersions implements Disposable {
  readonly #registry: Registry
  readonly #projects = new Map<string, StrangersProject>()

  constructor(registry: Registry) {
    this.#registry = registry
  }

  /** The search path on which a version of Node comes first; as it is where none is given. */
  async path(version: string | undefined): Promise<string> {
    const path = process.env['PATH'] ?? ''
    if (version === undefined) return path
    const project = this.#projects.get(version) ?? (await this.#install(version))
    return `${join(project.folder, 'node_modules/node/bin')}${delimiter}${path}`
  }

  async #install(version: string): Promise<StrangersProject> {
    const project = new StrangersProject(this.#registry)
    this.#projects.set(version, project)
    // It comes with a script that fetches the program for this machine.
    project.write({ 'package.json': '{ "private": true, "allowScripts": { "node": true } }' })
    await project.mustRun(`npm install node@${version}`)
    const installed = await project.mustRun('node_modules/node/bin/node --version')
    if (!installed.startsWith(`v${version}`)) throw new Error(`Node ${version} is ${installed}`)
    return project
  }

  [Symbol.dispose](): void {
    for (const project of this.#projects.values()) project[Symbol.dispose]()
  }
}
