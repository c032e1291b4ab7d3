// The API reference: typedoc reads the built declarations, which are what users see.
import { join } from 'node:path'
import {
  Application,
  Comment,
  Logger,
  LogLevel,
  type ProjectReflection,
  type TypeDocOptions,
} from 'typedoc'
import { ModuleRouter, type PluginOptions } from 'typedoc-plugin-markdown'
import { entries } from './entries.ts'
import { publishedEntries } from './published-entries.ts'

export interface ApiReference {
  /** A module for each entry of a published package, named as it is imported. */
  readonly project: ProjectReflection
  /** What typedoc complains about, such as links in comments that lead nowhere. */
  readonly complaints: readonly string[]
  /** Empties the folder and writes a page for each entry into it. */
  write(folder: string): Promise<void>
}

/** Reads what `tsc -b` has built under `root`, the repository. */
export async function readApiReference(root: string): Promise<ApiReference> {
  const specifiers = new Map([...publishedEntries(root)].map(([name, file]) => [file, name]))
  const application = await Application.bootstrapWithPlugins(options([...specifiers.keys()]))
  application.renderer.defineRouter('entries', EntryRouter)
  const complaints = new Complaints()
  application.logger = complaints
  const entryPoints = application.getEntryPoints() ?? []
  for (const entry of entryPoints) {
    entry.displayName = specifiers.get(entry.sourceFile.fileName) ?? entry.displayName
  }
  const project = application.converter.convert(entryPoints)
  describeModules(project)
  application.validate(project)
  return {
    project,
    complaints: complaints.list,
    async write(folder) {
      application.options.setValue('out', folder)
      await application.generateOutputs(project)
    },
  }
}

/**
 * A page for each module, under its own name. The router that this one extends gives a number to a
 * module that has the name of an export, as `link` has that of `Link`, for which there is no page.
 */
class EntryRouter extends ModuleRouter {
  override getFileName(idealName: string): string {
    return `${idealName}${this.extension}`
  }
}

class Complaints extends Logger {
  readonly list: string[] = []

  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn) this.list.push(message)
  }
}

function describeModules(project: ProjectReflection): void {
  const purposes = new Map(entries.map(({ specifier, purpose }) => [specifier, purpose]))
  for (const module of project.children ?? []) {
    const purpose = purposes.get(module.name)
    if (purpose !== undefined) module.comment = new Comment([{ kind: 'text', text: purpose }])
  }
}

function options(entryPoints: readonly string[]): Partial<TypeDocOptions & PluginOptions> {
  return {
    entryPoints: [...entryPoints],
    tsconfig: join(import.meta.dirname, '../tsconfig.api.json'),
    plugin: ['typedoc-plugin-markdown'],
    // The compiler has said what there is to say about them.
    skipErrorChecking: true,
    logLevel: 'Warn',
    name: 'API',
    readme: 'none',
    disableSources: true,
    excludeExternals: true,
    sort: ['alphabetical'],
    groupOrder: ['Variables', 'Functions', 'Classes', 'Interfaces', 'Type Aliases', '*'],
    validation: { invalidLink: true, notExported: false },
    router: 'entries',
    entryFileName: 'index',
    excludeScopesInPaths: true,
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    useHTMLEncodedBrackets: true,
    sanitizeComments: true,
    useCustomAnchors: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    pageTitleTemplates: { index: 'API', module: ({ rawName }) => rawName },
  }
}
