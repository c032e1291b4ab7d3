import { connect } from 'node:net'
import { SandpitError } from '@sandpit/client/errors'
import { type Answer, fromFrame, onLine, type Request, send } from './frames.ts'
import type { LeasedSandbox, LeasePhase, Link } from './link.ts'

/** Where a run's broker listens, and the token that opens it. */
export interface BrokerAddress {
  readonly path: string
  readonly token: string
}

interface Pending extends PromiseWithResolvers<unknown> {
  readonly onPhase?: ((phase: LeasePhase) => void) | undefined
}

/**
 * Connects a worker to its run's broker. Costs one socket: neither an HTTP client nor a schema
 * library is loaded in the worker.
 */
export function connectLink({ path, token }: BrokerAddress): Link {
  const pending = new Map<number, Pending>()
  const socket = connect(path)
  // A link that waits for nothing keeps no process alive.
  socket.unref()
  let nextId = 0

  const end = (error: SandpitError): void => {
    for (const [id, { reject }] of pending) {
      pending.delete(id)
      reject(error)
    }
  }
  socket.on('error', (cause) => end(lostBroker(cause)))
  socket.on('close', () => end(lostBroker()))
  onLine(socket, (line) => settle(pending, JSON.parse(line) as Answer))
  send(socket, { op: 'hello', token })

  const ask = (
    request: (id: number) => Request,
    signal?: AbortSignal,
    onPhase?: (phase: LeasePhase) => void,
  ): Promise<unknown> => {
    if (socket.closed || socket.destroyed) return Promise.reject(lostBroker())
    const id = nextId++
    const asked = new Error('asked here')
    const answer = Promise.withResolvers<unknown>()
    pending.set(id, { ...answer, onPhase })
    send(socket, request(id))
    const cancel = (): void => send(socket, { op: 'cancel', cancels: id })
    signal?.addEventListener('abort', cancel, { once: true })
    return answer.promise
      .catch((error: unknown) => Promise.reject(askedAt(asked, error)))
      .finally(() => signal?.removeEventListener('abort', cancel))
  }

  return {
    hold: async (server) => void (await ask((id) => ({ op: 'hold', id, server }))),
    begin: async ({ server, seed }, signal, onPhase) =>
      (await ask((id) => ({ op: 'begin', id, server, seed }), signal, onPhase)) as LeasedSandbox,
    reset: async (leaseId) => void (await ask((id) => ({ op: 'reset', id, leaseId }))),
    add: async (leaseId, seed) => void (await ask((id) => ({ op: 'add', id, leaseId, seed }))),
    dump: (leaseId) => ask((id) => ({ op: 'dump', id, leaseId })),
    end: (leaseId, how) => send(socket, { op: 'end', leaseId, how }),
    letGo: async () => void (await ask((id) => ({ op: 'letGo', id }))),
    close: async () => socket.destroySoon(),
  }
}

function settle(pending: Map<number, Pending>, { id, phase, value, error }: Answer): void {
  const waiting = pending.get(id)
  if (phase !== undefined) return waiting?.onPhase?.(phase)
  pending.delete(id)
  if (error === undefined) waiting?.resolve(value)
  else waiting?.reject(fromFrame(error))
}

/** The error came from another process; the stack that helps is the one of whoever asked. */
function askedAt(asked: Error, error: unknown): unknown {
  if (error instanceof Error && asked.stack !== undefined) {
    error.stack = asked.stack.replace('Error: asked here', `${error.name}: ${error.message}`)
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
