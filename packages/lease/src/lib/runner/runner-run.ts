import { dirname, relative, resolve } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import { endRun } from '../run/end-run.ts'
import type { DescribeSystem, Service } from '../service/open-service.ts'
import type { RunSize } from '../size/run-size.ts'
import { type Run, type RunOptions, startRun } from '../run/run.ts'
import { formatReport } from '../events/run-report.ts'
import type { RunService } from '../run/run-services.ts'
import { memoryPath } from '../learned/memory-path.ts'
import { chooseService, describeChoice, type ServiceChoice } from '../service/service-choice.ts'
import { openTimeline, type TimelineFile } from '../timeline/timeline-file.ts'
import type { RunSettings } from './run-settings.ts'

/** What only a runner's adapter may load, and loads when the first test asks for a sandbox. */
export interface RunnerParts {
  /** Describes the systems whose data the adapter knows, each when it is first asked for. */
  readonly describe: DescribeSystem
  /** Starts the embedded emulator with so many Close sandboxes, and what a config says of it. */
  readonly startEmulator: (
    poolSize: number,
    options: object,
  ) => Promise<{
    readonly url: string
    readonly apiKey: string
    close(): Promise<void>
  }>
}

export interface RunnerRunOptions extends Pick<
  RunOptions,
  'workers' | 'shards' | 'onLongWait' | 'onSmallPool' | 'hasMoreToStart'
> {
  readonly parts: RunnerParts
  readonly settings: RunSettings
  /**
   * The project: from here the timeline's file is named, and here runs leave what they learn to later
   * ones. Default: the current folder, and nothing is learned.
   */
  readonly folder?: string
  /** Hears which service it is when the first test asks for a sandbox of it. */
  readonly onService: (description: string) => void
  /** Hears what the end of the run waits for when that takes long. */
  readonly onLongEnd?: (notice: string) => void
}

/** A run that hands sandboxes to the workers of a test runner. */
export interface RunnerRun extends Pick<Run, 'address' | 'link'> {
  /** Gives everything back, and tells how the run went. */
  end(): Promise<RunEnd>
}

export interface RunEnd {
  /** What to print, a line each; none when no test asked for a sandbox. */
  readonly lines: readonly string[]
  /** What could not be given back or written. */
  readonly failures: readonly SandpitError[]
}

/**
 * Starts a run as a config says.
 *
 * @throws SandpitError `configuration` for a service without its key, a timeline that is neither HTML
 *   nor JSON, a count that makes no sense, and a socket or journal that cannot be made
 */
export async function startRunnerRun(options: RunnerRunOptions): Promise<RunnerRun> {
  const { settings, folder = '.', onLongEnd = () => {} } = options
  const timeline =
    settings.timeline === undefined ? undefined : openTimeline(resolve(folder, settings.timeline))
  const memory = options.folder === undefined ? {} : memoryOf(resolve(folder))
  const run = await startRun({ ...runOptions(options), ...timeline, ...memory })
  return {
    address: run.address,
    link: (worker) => run.link(worker),
    end: () => endRunnerRun(run, timeline, onLongEnd),
  }
}

/** Another choice of tests, by the runner's arguments, is another run to learn from. */
function memoryOf(folder: string): Pick<RunOptions, 'memory'> {
  const path = memoryPath(folder)
  if (path === undefined) return {}
  return { memory: { path, command: [relative(dirname(path), folder), ...process.argv.slice(2)] } }
}

async function endRunnerRun(
  run: Run,
  timeline: TimelineFile | undefined,
  onLongEnd: (notice: string) => void,
): Promise<RunEnd> {
  const report = await endRun(run, onLongEnd)
  const lines = formatReport(report)
  try {
    const written = timeline === undefined ? [] : [await timeline.write(run.runId)]
    return { lines: [...lines, ...written], failures: report.failures }
  } catch (error) {
    return { lines, failures: [...report.failures, SandpitError.from(error)] }
  }
}

function runOptions(options: RunnerRunOptions): RunOptions {
  const { settings, workers, shards, onLongWait, onSmallPool, hasMoreToStart } = options
  const { service, verify, waitMs, reach, benchmark, testAccountEmail } = settings
  const choice = chooseService(process.env, service)
  const own = runService(choice, options)
  return {
    ...own,
    serviceNamed: (name) =>
      name === choice.name ? own : runService(chooseService(process.env, name), options),
    workers,
    kind: defined({ benchmark, testAccountEmail }),
    ...sizeOf(choice, settings),
    ...defined({ shards, onLongWait, onSmallPool, hasMoreToStart, verify, waitMs, reach }),
  }
}

/** More than any run has tests at work at the same time. */
const endless = 10_000

/**
 * The embedded emulator has as many sandboxes as are asked for, and a reset takes it no time: what
 * `'auto'` finds out is known there. Nothing is to be hidden.
 */
function sizeOf(choice: ServiceChoice, { spares, ceiling }: RunSettings): Omit<RunSize, 'workers'> {
  if (choice.name === 'hosted') return defined({ spares, ceiling })
  return { ceiling: ceiling ?? endless, spares: typeof spares === 'number' ? spares : 0 }
}

function runService(choice: ServiceChoice, options: RunnerRunOptions): RunService {
  return {
    service: async (most) => {
      options.onService(describeChoice(choice))
      return open(choice, most, options)
    },
    ...(choice.name === 'hosted' && { credentials: choice.credentials }),
  }
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

function defined<T extends object>(values: T): Defined<T> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Defined<T>
}

/** Nothing of a service is loaded before the first test asks for a sandbox. */
async function open(
  choice: ServiceChoice,
  poolSize: number,
  { parts, settings: { services = [], emulator = {} } }: RunnerRunOptions,
): Promise<Service> {
  const { openService } = await import('../service/open-service.ts')
  return openService(choice, {
    services,
    describe: parts.describe,
    startEmulator: () => parts.startEmulator(poolSize, emulator),
  })
}
