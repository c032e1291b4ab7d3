import { connect, type Socket } from 'node:net'
import { SandpitError } from '@sandpit/client/errors'
import type { CallFault, ToolCall } from '@sandpit/client/tool-call'
import { checkedFaults, checkedRequest } from './checked-request.ts'
import {
  type BrokerFrame,
  brokerFrame,
  fromFrame,
  onLine,
  send,
  type WorkerFrame,
} from './frames.ts'
import type {
  KeptAddress,
  LeasedSandbox,
  LeaseEnd,
  LeaseRequest,
  Link,
  LinkedWorker,
  OnPhase,
} from './link.ts'

/** Where a run's broker listens, and the token that opens it. */
export interface BrokerAddress {
  readonly path: string
  readonly token: string
}

interface Pending extends PromiseWithResolvers<unknown> {
  readonly onPhase?: OnPhase | undefined
}

/**
 * Connects a worker to its run's broker. Costs one socket: neither an HTTP client nor a schema
 * library is loaded in the worker. A link that waits for nothing keeps no process alive.
 *
 * @example
 * ```ts
 * import { connectLink } from '@sandpit/lease/link'
 *
 * const link = connectLink({ path: '/run/broker.sock', token: 'of the run' })
 * const lease = await link.begin({ server: 'close' })
 * link.end(lease.leaseId, 'returned')
 * ```
 */
export function connectLink(address: BrokerAddress, worker: LinkedWorker = {}): Link {
  return new SocketLink(address, worker)
}

class SocketLink implements Link {
  readonly #pending = new Map<number, Pending>()
  readonly #socket: Socket
  #nextId = 0

  constructor({ path, token }: BrokerAddress, worker: LinkedWorker) {
    this.#socket = connect(path)
    this.#socket.unref()
    this.#socket.on('error', (cause) => this.#lose(lostBroker(cause)))
    this.#socket.on('close', () => this.#lose(lostBroker()))
    onLine(this.#socket, (line) => this.#settle(brokerFrame(line)))
    send(this.#socket, { op: 'hello', token, worker })
  }

  async hold(server: string, next?: readonly string[]): Promise<void> {
    await this.#ask((id) => ({ op: 'hold', id, server, ...(next && { next }) }))
  }

  async begin(
    request: LeaseRequest,
    signal?: AbortSignal,
    onPhase?: OnPhase,
  ): Promise<LeasedSandbox> {
    const asked = checkedRequest(request)
    const answer = await this.#ask((id) => ({ op: 'begin', id, ...asked }), signal, onPhase)
    return answer as LeasedSandbox
  }

  async reset(leaseId: string): Promise<void> {
    await this.#ask((id) => ({ op: 'reset', id, leaseId }))
  }

  async add(leaseId: string, seed: unknown): Promise<void> {
    await this.#ask((id) => ({ op: 'add', id, leaseId, seed }))
  }

  dump(leaseId: string, into?: string): Promise<unknown> {
    return this.#ask((id) => ({ op: 'dump', id, leaseId, ...(into !== undefined && { into }) }))
  }

  async workerAddress(server: string): Promise<KeptAddress> {
    return (await this.#ask((id) => ({ op: 'workerAddress', id, server }))) as KeptAddress
  }

  async calls(leaseId: string): Promise<readonly ToolCall[]> {
    return (await this.#ask((id) => ({ op: 'calls', id, leaseId }))) as readonly ToolCall[]
  }

  async setFaults(leaseId: string, faults: readonly CallFault[]): Promise<void> {
    const checked = checkedFaults(faults)
    await this.#ask((id) => ({ op: 'setFaults', id, leaseId, faults: checked }))
  }

  async confirm(leaseId: string): Promise<void> {
    await this.#ask((id) => ({ op: 'confirm', id, leaseId }))
  }

  end(leaseId: string, how: LeaseEnd): void {
    send(this.#socket, { op: 'end', leaseId, how })
  }

  async letGo(): Promise<void> {
    await this.#ask((id) => ({ op: 'letGo', id }))
  }

  async close(): Promise<void> {
    this.#socket.destroySoon()
  }

  async #ask(
    request: (id: number) => WorkerFrame,
    signal?: AbortSignal,
    onPhase?: OnPhase,
  ): Promise<unknown> {
    if (this.#socket.destroyed) throw lostBroker()
    const id = this.#nextId++
    const asked = new Error('asked here')
    const answer = Promise.withResolvers<unknown>()
    this.#pending.set(id, { ...answer, onPhase })
    this.#socket.ref()
    send(this.#socket, request(id))
    const cancel = (): void => send(this.#socket, { op: 'cancel', cancels: id })
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      return await answer.promise
    } catch (error) {
      throw askedAt(asked, error)
    } finally {
      signal?.removeEventListener('abort', cancel)
      if (this.#pending.size === 0) this.#socket.unref()
    }
  }

  #settle({ id, phase, notice, value, error }: BrokerFrame): void {
    const waiting = this.#pending.get(id)
    if (phase !== undefined) return waiting?.onPhase?.(phase, notice)
    this.#pending.delete(id)
    if (error === undefined) waiting?.resolve(value)
    else waiting?.reject(fromFrame(error))
  }

  #lose(error: SandpitError): void {
    for (const [id, { reject }] of this.#pending) {
      this.#pending.delete(id)
      reject(error)
    }
  }
}

/** A frame of ours, which leads a user nowhere. */
const ownFrame = /[/\\]@sandpit[/\\]/

/** The error came from another process; the stack that helps is the one of whoever asked. */
function askedAt(asked: Error, error: unknown): unknown {
  if (error instanceof Error && asked.stack !== undefined) {
    const [, ...frames] = asked.stack.split('\n')
    const others = frames.filter((frame) => !ownFrame.test(frame))
    error.stack = [`${error.name}: ${error.message}`, ...others].join('\n')
  }
  return error
}

function lostBroker(cause?: unknown): SandpitError {
  return new SandpitError(
    'lease_lost',
    'the connection to the run that hands out sandboxes is gone; the run was stopped or its main process died',
    { cause },
  )
}
