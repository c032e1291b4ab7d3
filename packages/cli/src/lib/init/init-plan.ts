import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testPlaces } from '../config/test-places.ts'
import { UnreadableConfig } from '../config/unreadable-config.ts'
import { installCommand, runCommand } from './package-commands.ts'
import { hasPackage, type Project } from './project.ts'
import { configFile, type Runner } from './runner.ts'
import { firstTest } from './test-file.ts'

/** A file to be written. */
export interface PlannedFile {
  readonly file: string
  readonly text: string
  readonly change: 'new' | 'edited'
}

/** A config that is left alone, with what to put into it. */
export interface Paste {
  readonly file: string
  /** Why it is left alone: the rest of a sentence that begins with the file. */
  readonly why: string
  readonly text: string
}

/** Everything that `init` would do; nothing is done yet. */
export interface InitPlan {
  readonly runner: Runner['name']
  readonly files: readonly PlannedFile[]
  /** Files that have what they need already. */
  readonly kept: readonly string[]
  readonly paste: Paste | undefined
  /** Other configs of the project that want the line too, as its config names them. */
  readonly otherConfigs: readonly string[]
  /** Commands to run next, in order. */
  readonly next: readonly string[]
}

/** What a project lacks to run a first test with Sandpit in this runner. */
export function planInit(project: Project, runner: Runner): InitPlan {
  const config = planConfig(project, runner)
  const first = firstTest(project, runner, config.places)
  const isNew = first.kind === 'new'
  return {
    runner: runner.name,
    files: [...config.files, ...(isNew ? [{ ...first, change: 'new' as const }] : [])].map(
      ({ file, text, change }) => ({ file, text, change }),
    ),
    kept: [...config.kept, ...(isNew ? [] : [first.file])],
    paste: config.paste,
    otherConfigs: config.others,
    next: nextCommands(project, runner),
  }
}

interface ConfigPlan {
  readonly files: readonly PlannedFile[]
  readonly kept: readonly string[]
  readonly paste: Paste | undefined
  readonly others: readonly string[]
  readonly places: readonly string[]
}

const nothing = { files: [], kept: [], paste: undefined, others: [] }

function planConfig(project: Project, runner: Runner): ConfigPlan {
  const file = configFile(project.folder, runner.configNames)
  if (file === undefined) {
    const text = runner.newConfig
    const added = { file: newConfigFile(project, runner), text, change: 'new' as const }
    return { ...nothing, files: [added], places: testPlaces(text) }
  }
  const code = readFileSync(join(project.folder, file), 'utf8')
  const places = testPlaces(code)
  try {
    const edited = runner.edit(code)
    if (edited.code === code) return { ...nothing, kept: [file], places }
    const change = { file, text: edited.code, change: 'edited' as const }
    return { ...nothing, files: [change], others: edited.others, places }
  } catch (error) {
    if (!(error instanceof UnreadableConfig)) throw error
    return { ...nothing, paste: { file, why: error.message, text: runner.paste }, places }
  }
}

/** Vite reads an ESM config of a CommonJS package by its extension alone; Playwright reads any. */
function newConfigFile(
  { isModule, usesTypeScript }: Project,
  { name, configNames }: Runner,
): string {
  const m = isModule || name === 'playwright' ? '' : 'm'
  return `${configNames[0]}.${m}${usesTypeScript ? 'ts' : 'js'}`
}

function nextCommands(project: Project, runner: Runner): readonly string[] {
  const { packageManager } = project
  const peers = packageManager === 'yarn' ? runner.peers : []
  const missing = [runner.dependency, ...peers, runner.adapter, '@sandpit/close'].filter(
    (name) => !hasPackage(project, name),
  )
  const install = missing.length === 0 ? [] : [installCommand(packageManager, missing)]
  return [...install, runCommand(packageManager, runner.command)]
}
