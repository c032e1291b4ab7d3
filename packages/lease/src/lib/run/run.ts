import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { SandpitError } from '@sandpit/client/errors'
import type { GatewayOptions } from '@sandpit/gateway'
import { Broker } from '../broker/broker.ts'
import { serveBroker } from './broker-server.ts'
import { type Credentials, RunJournal } from '../record/run-journal.ts'
import type { Link, LinkedWorker } from '../link/link.ts'
import { RunMemory, type RunMemoryOptions } from '../learned/run-memory.ts'
import { RunBrokers } from './run-brokers.ts'
import { createRunDirectory } from '../record/run-directory.ts'
import type { RunEvent } from '../events/run-event.ts'
import { DoubtfulSeeds } from '../events/doubtful-seeds.ts'
import { LateCallCollector } from '../events/late-calls.ts'
import { UnstruckFaultCollector } from '../events/unstruck-faults.ts'
import { RunRecorder } from '../events/run-recorder.ts'
import type { RunReport } from '../events/run-report.ts'
import type { Forecast } from '../size/forecast.ts'
import { runSize, type RunSize } from '../size/run-size.ts'
import { RunServices, type RunServicesOptions } from './run-services.ts'
import type { RunSummary } from '../slots/run-summary.ts'
import type { SandboxKind } from '../link/link.ts'
import type { Sharing } from '../service/service-pool.ts'
import { RunAddresses } from '../service/run-addresses.ts'
import { ServiceSource } from '../service/service-source.ts'
import { refuseUnknownVerify, type Verify } from '../slots/slot-care.ts'
import type { BrokerAddress } from '../link/socket-link.ts'
import { SocketTurns } from '../pool/socket-turns.ts'
import { EarlierRuns } from '../recovery/earlier-runs.ts'
import { removeEmptyRuns } from '../recovery/empty-runs.ts'

/** How many sandboxes a run may hold, of which service, and what it does with them. */
export interface RunOptions extends RunSize, RunServicesOptions {
  /** How long to wait for a pool that gives this run nothing, in milliseconds; default one minute. */
  readonly waitMs?: number
  /** Hears of everything the run does with its sandboxes, just after it. Must not throw. */
  readonly onEvent?: (event: RunEvent) => void
  /** How often to look whether a reset, and a seed, worked; default the first time on each sandbox. */
  readonly verify?: Verify
  /**
   * Hears, when tests wait long, for what, how long, why and what to do: a line after 5 s, then
   * rarely. Default: the test that has waited longest is told, through `onPhase` of `Link.begin`.
   */
  readonly onLongWait?: (notice: string) => void
  /** How many runs like this one go on at a time, this one included; default 1. */
  readonly shards?: number
  /**
   * Hears, once for each server and beside its first acquire, that all these runs want more
   * sandboxes than the service lists. Default: nobody does, and the list is not asked for.
   */
  readonly onSmallPool?: (warning: string) => void
  /** How agents reach the sandboxes of tests; default through the run's gateway, from this machine. */
  readonly reach?: Reach
  /** What to ask of the service for each sandbox of the run. */
  readonly kind?: SandboxKind
  /** Whether tests will come that have not been started; default nobody knows. */
  readonly hasMoreToStart?: () => boolean
  /** Where what it learns of a service is left to later runs; default nowhere. */
  readonly memory?: RunMemoryOptions
}

/**
 * `listen`: the address of this machine on which the run's gateway listens, such as `0.0.0.0`, for
 * agents in containers or on other machines. What keeps others off a sandbox is then the secret in an
 * address's path alone, over plain HTTP. `advertise`: the name, or the origin, by which such agents
 * reach it.
 *
 * `direct`: tests get the sandbox's own address. It outlives the test: what a test leaves running
 * writes into the next test's data, and a test that times out costs its sandbox. No call is recorded,
 * guarded or made to fail, and there is no REST address.
 */
export type Reach = 'direct' | { readonly listen?: string; readonly advertise?: string }

/** A test run that hands out sandboxes. */
export interface Run {
  readonly runId: string
  /** For workers in other processes. */
  readonly address: BrokerAddress
  /** For a worker in this process. */
  link(worker?: LinkedWorker): Link
  /** What it did so far. */
  summary(): RunSummary
  /** Gives every sandbox back; whoever still uses one loses it. Reports what it could not. */
  end(): Promise<RunReport>
}

/**
 * Starts handing out sandboxes. Makes no call before a test asks for one.
 *
 * @throws SandpitError `configuration` when the run's socket or journal cannot be made, or a count
 *   makes no sense.
 *
 * @example
 * ```ts
 * import { createClient } from '@sandpit/client'
 * import { closeService } from '@sandpit/close/schema'
 * import { startRun } from '@sandpit/lease'
 *
 * const credentials = { apiKey: 'your key', baseUrl: 'https://api.klavis.ai' }
 * const service = async () => ({ client: createClient(credentials), services: [closeService] })
 * const run = await startRun({ workers: 2, service, credentials })
 * const lease = await run.link().begin({ server: 'close', seed: { leads: [{ name: 'Acme' }] } })
 * console.log(lease.sandboxId)
 * await run.end()
 * ```
 */
export async function startRun(options: RunOptions): Promise<Run> {
  refuseOldNode(process.versions.node)
  const size = runSize(options)
  const { verify = 'first' } = options
  refuseUnknownVerify(verify)
  const runId = randomBytes(6).toString('hex')
  const directory = createRunDirectory(runId)
  const runJournal = new RunJournal(runId, directory)
  const waitMs = options.waitMs ?? 60_000
  const recorder = new RunRecorder({ ...options, waitMs })
  const services = new RunServices(options, size.ceiling)
  const earlier = new EarlierRuns(directory)
  const late = new LateCallCollector()
  const unstruck = new UnstruckFaultCollector()
  const doubtful = new DoubtfulSeeds()
  const addresses = addressesOf(options, { onLateCall: late.add, onUnstruckFault: unstruck.add })
  const memory = options.memory && new RunMemory(options.memory)
  const brokers = new RunBrokers(({ service, ...kind }) => {
    const credentials = (): Credentials | undefined => services.find(service).credentials
    const wanted = { ...options.kind, ...kind }
    const source = new ServiceSource({
      runId,
      service: () => services.open(service),
      record: (entry) => {
        runJournal.record(entry, credentials())
        earlier.recover(credentials())
      },
      waitMs,
      onDoubts: (server, doubts) => {
        if (credentials() === undefined) doubtful.add(server, doubts)
      },
      kind: wanted,
      sharing: () => sharingOf(options, credentials(), dirname(directory.path)),
    })
    const create = (forecast?: Forecast): Broker =>
      new Broker({
        ...size,
        source: recorder.source(source),
        verify,
        addresses: addresses?.of(() => services.open(service)),
        forecast,
        hasMoreToStart: options.hasMoreToStart,
      })
    const known = credentials()
    // A service in this process ends with it, and there is nothing to wait for.
    if (known === undefined || memory === undefined) return create()
    return memory.teach({ credentials: known, kind: wanted }, size.workers, create)
  })
  const link = (worker?: LinkedWorker): Link => recorder.link(brokers.link(worker))
  const address = { path: directory.socket, token: randomBytes(24).toString('base64url') }
  const server = await serveBroker({ link }, address).catch((error: unknown) => {
    runJournal.close()
    throw error
  })
  void removeEmptyRuns()

  const finish = async (): Promise<RunReport> => {
    const { failures } = await brokers.drain()
    const [recovered] = await Promise.all([earlier.end(), memory?.keep()])
    server.close()
    await addresses?.close()
    await services.close()
    runJournal.close()
    recorder.close()
    return {
      summary: brokers.summary,
      measured: brokers.measured,
      highlights: recorder.highlights,
      failures,
      lateCalls: late.list,
      unstruckFaults: unstruck.lines,
      doubts: doubtful.list,
      recovered,
    }
  }
  let ended: Promise<RunReport> | undefined
  return {
    runId,
    address,
    link,
    summary: () => brokers.summary,
    end: () => (ended ??= finish()),
  }
}

function addressesOf(
  { reach = {} }: RunOptions,
  heard: Pick<GatewayOptions, 'onLateCall' | 'onUnstruckFault'>,
): RunAddresses | undefined {
  if (reach === 'direct') return undefined
  return new RunAddresses({
    host: reach.listen,
    advertise: reach.advertise,
    ...heard,
  })
}

/** Sandboxes that live in this process are shared with no other. */
function sharingOf(
  { shards = 1, onSmallPool }: RunOptions,
  credentials: Credentials | undefined,
  runs: string,
): Sharing | undefined {
  if (credentials === undefined) return undefined
  return { turns: new SocketTurns(runs, credentials), shards, onSmallPool }
}

/** @throws SandpitError `unsupported` */
export function refuseOldNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 19)) return
  throw new SandpitError(
    'unsupported',
    `This is Node ${version}; Sandpit works with Node 22.19 and later. Install a newer Node, or put \`npx -p node@24\` before the command.`,
  )
}
