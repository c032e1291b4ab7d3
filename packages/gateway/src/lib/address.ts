import { CallRecord } from './record/call-record.ts'
import { FaultPlan } from './faults/fault-plan.ts'
import { type Fate, InFlightRequests, type Patience } from './flow/in-flight.ts'
import type { ToolCall } from '@sandpit/client/tool-call'
import { type RestUpstream, toUpstream, type Upstream } from './wire/upstream.ts'

/** What an address leads to, and who hears of its calls. */
export interface AddressOptions {
  /** Whose it is, for whoever reads of calls that came too late. */
  readonly label?: string | undefined
  /** The MCP address of each of the sandbox's servers, by the server's name. */
  readonly mcp: Readonly<Record<string, string>>
  /** Finds the REST API of the sandbox, where it has one; called with the first request to it. */
  readonly rest?: () => Promise<RestUpstream | undefined>
  /** The holder changes nothing: what might is refused. Default false. */
  readonly readOnly?: boolean | undefined
  /** Whether a tool only reads; default: no tool is known to. */
  readonly isReadOnlyTool?: (tool: string, server: string) => boolean
  /** Which calls go wrong; none by default. */
  readonly faults?: unknown
}

/** Where the way to a lease's servers leads from, in the gateway's own terms. */
export interface AddressPlace {
  readonly mcpUrls: Readonly<Record<string, string>>
  readonly restUrl: string
  readonly restToken: string
  /** How long calls that are under way at the end may take. */
  readonly patience: Patience
  /** Closes the way. */
  readonly onEnd: () => void
}

/** The way to one sandbox, for as long as one test has it. */
export class Address {
  readonly label: string | undefined
  /** Where each of its MCP servers is, by the server's name. The addresses are credentials. */
  readonly mcpUrls: Readonly<Record<string, string>>
  /** Where its REST API is, and the token that it takes, here and nowhere else. */
  readonly restUrl: string
  readonly restToken: string
  readonly record: CallRecord = new CallRecord()
  readonly faults: FaultPlan = new FaultPlan()
  readonly inFlight: InFlightRequests = new InFlightRequests()
  readonly #options: AddressOptions
  readonly #place: AddressPlace
  readonly #upstreams: Map<string, Upstream>
  readonly #refused: ToolCall[] = []
  #rest: Promise<RestUpstream | undefined> | undefined
  #ended: Promise<Fate> | undefined

  /** @throws SandpitError `configuration` for what is no fault */
  constructor(options: AddressOptions, place: AddressPlace) {
    const { mcpUrls, restUrl, restToken } = place
    this.#options = options
    this.#place = place
    this.label = options.label
    this.mcpUrls = mcpUrls
    this.restUrl = restUrl
    this.restToken = restToken
    const upstreams = Object.entries(options.mcp).map(
      ([server, url]) => [server, toUpstream(url)] as const,
    )
    this.#upstreams = new Map(upstreams)
    if (options.faults !== undefined) this.faults.set(options.faults)
  }

  /** Every call of a tool so far, in the order in which they came; the last 10,000 are counted only. */
  get calls(): readonly ToolCall[] {
    return this.record.calls
  }

  /** The calls that were refused because the holder promised to change nothing. */
  get refused(): readonly ToolCall[] {
    return this.#refused
  }

  get isOver(): boolean {
    return this.#ended !== undefined
  }

  /** Whether it could end at once, with nothing under way and nothing lost. */
  get isQuiet(): boolean {
    return !this.inFlight.isAnyAwaited && this.inFlight.fate === 'known'
  }

  /**
   * Closes the way: what comes from now on is refused, what is under way is given a moment, and then
   * its answer is only waited for. Resolves when nothing more goes to the sandbox from here, with
   * whether all that went there is known to be over.
   */
  end(): Promise<Fate> {
    if (this.#ended === undefined) {
      this.#place.onEnd()
      this.#ended = this.inFlight.end(this.#place.patience)
    }
    return this.#ended
  }

  upstream(server: string): Upstream | undefined {
    return this.#upstreams.get(server)
  }

  moved(server: string, upstream: Upstream): void {
    this.#upstreams.set(server, upstream)
  }

  rest(): Promise<RestUpstream | undefined> {
    this.#rest ??= this.#options.rest?.() ?? Promise.resolve(undefined)
    return this.#rest
  }

  /** Whether a tool is known to only read. */
  reads(tool: string, server: string): boolean {
    return this.#options.isReadOnlyTool?.(tool, server) ?? false
  }

  get readOnly(): boolean {
    return this.#options.readOnly ?? false
  }

  refuse(call: ToolCall): void {
    this.#refused.push(call)
  }
}
