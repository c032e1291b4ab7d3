import type { AcquireOptions } from '@sandpit/client'
import type { CallFault, ToolCall } from '@sandpit/client/tool-call'

/** A sandbox in the hands of one test. */
export interface LeasedSandbox {
  /** Names the lease in every later call; over when the lease is. */
  readonly leaseId: string
  readonly server: string
  readonly sandboxId: string
  /** Where the sandbox's MCP server is. The address is the credential: never log it. */
  readonly mcpUrl: string
  /** For a local sandbox, which has one for each of its servers, instead. */
  readonly mcpUrls?: Readonly<Record<string, string>>
  /** Where the REST API of its system is, for a system that has one and a service that gives it. */
  readonly restUrl?: string
  /** What the REST API takes as Bearer: never log it. */
  readonly restToken?: string
}

/** An address that an application can keep while its worker runs one test after the other. */
export interface KeptAddress {
  /** Where the MCP server of the sandbox is that the worker's test has. The address is the credential. */
  readonly mcpUrl: string
  /** Where the REST API of its system is, for a system that has one. */
  readonly restUrl: string
  /** What the REST API takes as Bearer: never log it. */
  readonly restToken: string
}

/** What a test asks for. */
export interface LeaseRequest {
  readonly server: string
  /** What the sandbox holds when the test starts; leave it out for an empty one. */
  readonly seed?: unknown
  /**
   * The test changes nothing in its sandbox. The next test with an equal seed then starts without a
   * reset, if `confirm` finds that it is true.
   */
  readonly readOnly?: boolean | undefined
  /** The test that asks, for whoever reads about the run later. */
  readonly label?: string | undefined
  /** Which calls of the sandbox's tools go wrong; none by default. */
  readonly faults?: readonly CallFault[] | undefined
  /** What the test asks for after this one, in that order: acquired at the same time. */
  readonly next?: readonly string[] | undefined
}

/** What a test waits for until its sandbox is ready, in this order; those not needed are left out. */
export type LeasePhase = 'acquire' | 'reset' | 'seed'

/**
 * Hears when each phase starts, and again, with a notice for people, when a phase has become long
 * and this is the worker that is to say so for all that wait.
 */
export type OnPhase = (phase: LeasePhase, notice?: string) => void

/**
 * How a lease ended. `returned`: the test is over. `retired`: it was cut off, and something of it may
 * still be running. What is left running reaches the sandbox no more, whose address has ended; where
 * tests have the sandbox's own address, one that is retired goes back to the service.
 */
export type LeaseEnd = 'returned' | 'retired'

/** What a run may know of the worker that asks it for sandboxes. */
export interface LinkedWorker {
  /**
   * Which of the runner's indexes for parallel workers it has: a worker that is started with that of
   * another gets the sandbox that the other had, where that is free.
   */
  readonly parallelIndex?: string | undefined
  /** Which sandboxes it wants, where those that the run takes by default will not do. */
  readonly kind?: SandboxKind | undefined
}

/** The services that sandboxes come from: the emulator on this machine, or Klavis. */
export type ServiceName = 'emulator' | 'hosted'

/** Which sandboxes are wanted, where any idle one of the run's service will not do. */
export interface SandboxKind extends Pick<AcquireOptions, 'benchmark' | 'testAccountEmail'> {
  /** The service that they are to be of. Default: the run's. */
  readonly service?: ServiceName
}

/**
 * One worker's way to the broker. A worker that goes away, however it goes, loses what it holds.
 *
 * Every method rejects with a `SandpitError`; `lease_lost` when the lease or the run is over.
 */
export interface Link {
  /**
   * Resolves when this worker holds a sandbox, however long the service takes to give one.
   *
   * @param next what it holds after this one, in that order: acquired at the same time, and handed
   *   out one after the other, since two workers that each wait for the other's would wait for ever
   */
  hold(server: string, next?: readonly string[]): Promise<void>
  /** Takes a sandbox for one test, empty but for the seed. Tells when each phase of that starts. */
  begin(request: LeaseRequest, signal?: AbortSignal, onPhase?: OnPhase): Promise<LeasedSandbox>
  /** Empties the sandbox. */
  reset(leaseId: string): Promise<void>
  /** Adds to what is in the sandbox. */
  add(leaseId: string, seed: unknown): Promise<void>
  /** Reads everything in the sandbox; a local sandbox's workspace, into a folder. */
  dump(leaseId: string, into?: string): Promise<unknown>
  /**
   * An address that leads to the sandbox of whichever test this worker runs, and nowhere between two;
   * the same whenever it is asked for. It ends with the link.
   */
  workerAddress(server: string): Promise<KeptAddress>
  /** The calls of the sandbox's tools so far, whoever made them. */
  calls(leaseId: string): Promise<readonly ToolCall[]>
  /**
   * Replaces which of them go wrong from now on; an empty list ends it.
   *
   * Rejects with `configuration` for what is no fault.
   */
  setFaults(leaseId: string, faults: readonly CallFault[]): Promise<void>
  /**
   * Compares what a read-only test leaves with what it found. What a dump does not show is not seen.
   * Rejects with `read_only` when the test changed something. Does nothing for another test.
   */
  confirm(leaseId: string): Promise<void>
  /** Ends a lease; needs no answer. */
  end(leaseId: string, how: LeaseEnd): void
  /** Gives up what this worker holds between tests. */
  letGo(): Promise<void>
  /** Ends the link, and every lease on it. */
  close(): Promise<void>
}
