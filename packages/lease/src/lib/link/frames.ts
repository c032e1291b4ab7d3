import { SandpitError, type SandpitErrorCode, type SandpitErrorFacts } from '@sandpit/client/errors'
import type { CallFault } from '@sandpit/client/tool-call'
import type { Socket } from 'node:net'
import type { LeaseEnd, LeasePhase, LeaseRequest, LinkedWorker } from './link.ts'

/** What a worker sends. `id` names the request in its answer; without one there is no answer. */
export type WorkerFrame =
  | { readonly op: 'hello'; readonly token: string; readonly worker: LinkedWorker }
  | {
      readonly op: 'hold'
      readonly id: number
      readonly server: string
      readonly next?: readonly string[]
    }
  | ({ readonly op: 'begin'; readonly id: number } & LeaseRequest)
  | { readonly op: 'reset'; readonly id: number; readonly leaseId: string }
  | { readonly op: 'add'; readonly id: number; readonly leaseId: string; readonly seed: unknown }
  | { readonly op: 'dump'; readonly id: number; readonly leaseId: string; readonly into?: string }
  | { readonly op: 'workerAddress'; readonly id: number; readonly server: string }
  | { readonly op: 'calls'; readonly id: number; readonly leaseId: string }
  | {
      readonly op: 'setFaults'
      readonly id: number
      readonly leaseId: string
      readonly faults: readonly CallFault[]
    }
  | { readonly op: 'confirm'; readonly id: number; readonly leaseId: string }
  | { readonly op: 'letGo'; readonly id: number }
  | { readonly op: 'end'; readonly leaseId: string; readonly how: LeaseEnd }
  | { readonly op: 'cancel'; readonly cancels: number }

/** What the broker answers: the phases that a request goes through, then its value or its error. */
export interface BrokerFrame {
  readonly id: number
  readonly phase?: LeasePhase
  /** With a phase that has become long, what to say about it. */
  readonly notice?: string | undefined
  readonly value?: unknown
  readonly error?: ErrorFrame
}

/** An error on its way from the broker to a worker; causes and stacks stay behind. */
export interface ErrorFrame {
  readonly code: SandpitErrorCode
  readonly message: string
  readonly facts: SandpitErrorFacts
}

export function toFrame(error: unknown): ErrorFrame {
  const { code, message, facts } = SandpitError.from(error)
  return { code, message, facts }
}

export function fromFrame({ code, message, facts }: ErrorFrame): SandpitError {
  return new SandpitError(code, message, facts)
}

/** Taken before any test can replace them: what a test mocks is not to reach its worker's link. */
const { parse, stringify } = JSON

/** Frames are lines of JSON. */
export function send(socket: Socket, frame: WorkerFrame | BrokerFrame): void {
  socket.write(`${stringify(frame)}\n`)
}

/** What the broker sent, in one line. */
export function brokerFrame(line: string): BrokerFrame {
  return parse(line) as BrokerFrame
}

/**
 * Calls back with every line that arrives, whole, in order. Hangs up on a line that is longer than
 * `mostLength` allows at the time.
 */
export function onLine(
  socket: Socket,
  receive: (line: string) => void,
  mostLength: () => number = () => longestLine,
): void {
  let pending: string[] = []
  let length = 0
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = chunk.split('\n')
    const last = lines.pop() ?? ''
    for (const line of lines) {
      length += line.length
      if (length > mostLength()) return void socket.destroy()
      receive(pending.length === 0 ? line : pending.join('') + line)
      pending = []
      length = 0
    }
    if (last !== '') pending.push(last)
    length += last.length
    if (length > mostLength()) socket.destroy()
  })
}

/** In characters: more than a seed or a dump of the most that a request of the service may have. */
export const longestLine: number = 256 * 1024 * 1024
