import { timingSafeEqual } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { SandpitError } from '@sandpit/client/errors'
import type { Broker } from '../broker/broker.ts'
import { longestLine, onLine, send, toFrame, type WorkerFrame } from '../link/frames.ts'
import { readFrame } from './read-frame.ts'
import type { Link, OnPhase } from '../link/link.ts'
import type { BrokerAddress } from '../link/socket-link.ts'
import { systemCode } from '../record/system-code.ts'

export interface BrokerServer {
  /** Stops listening and hangs up on every worker that is still there. */
  close(): void
}

/**
 * Lets the workers of a run reach its broker; resolves when they can.
 *
 * @throws SandpitError `configuration` when there can be no socket, as on some network file systems.
 */
export async function serveBroker(
  broker: Pick<Broker, 'link'>,
  address: BrokerAddress,
): Promise<BrokerServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serveWorker(broker, address.token, socket)
  })
  server.listen(address.path)
  await once(server, 'listening').catch((cause: unknown) => {
    throw cannotListen(address.path, cause)
  })
  // The runner decides how long the run lives; the door its workers come through does not.
  server.unref()
  return {
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function serveWorker(broker: Pick<Broker, 'link'>, token: string, socket: Socket): void {
  const underWay = new Map<number, AbortController>()
  let link: Link | undefined
  socket.unref()
  socket.on('error', () => socket.destroy())
  socket.on('close', () => void link?.close())
  const receive = (line: string): void => {
    const frame = readFrame(line)
    if (frame?.op === 'hello' && link === undefined && isSame(frame.token, token))
      link = broker.link(frame.worker)
    else if (frame !== undefined && frame.op !== 'hello' && link !== undefined)
      serve(link, frame, underWay, socket)
    else socket.destroy()
  }
  onLine(socket, receive, () => (link === undefined ? longestHello : longestLine))
}

/** In characters: what somebody may send who has not shown the token. */
const longestHello = 4096

function cannotListen(path: string, cause: unknown): SandpitError {
  return new SandpitError(
    'configuration',
    `The socket ${path}, by which workers reach their run, cannot be made (${systemCode(cause)}); set TMPDIR to a folder with room on a local disk.`,
    { cause },
  )
}

function serve(
  link: Link,
  request: Exclude<WorkerFrame, { op: 'hello' }>,
  underWay: Map<number, AbortController>,
  socket: Socket,
): void {
  if (request.op === 'end') return link.end(request.leaseId, request.how)
  if (request.op === 'cancel') return underWay.get(request.cancels)?.abort()
  const { id } = request
  const control = new AbortController()
  underWay.set(id, control)
  const onPhase: OnPhase = (phase, notice) => {
    if (socket.writable) send(socket, { id, phase, notice })
  }
  void carryOut(link, request, control.signal, onPhase)
    .then(
      (value) => ({ id, value }),
      (error: unknown) => ({ id, error: toFrame(error) }),
    )
    .then((answer) => {
      underWay.delete(id)
      if (socket.writable) send(socket, answer)
    })
}

type AnsweredFrame = Exclude<WorkerFrame, { op: 'hello' | 'end' | 'cancel' }>

async function carryOut(
  link: Link,
  request: AnsweredFrame,
  signal: AbortSignal,
  onPhase: OnPhase,
): Promise<unknown> {
  switch (request.op) {
    case 'hold':
      return link.hold(request.server, request.next)
    case 'begin':
      return link.begin(request, signal, onPhase)
    case 'reset':
      return link.reset(request.leaseId)
    case 'add':
      return link.add(request.leaseId, request.seed)
    case 'dump':
      return link.dump(request.leaseId, request.into)
    case 'workerAddress':
      return link.workerAddress(request.server)
    case 'calls':
      return link.calls(request.leaseId)
    case 'setFaults':
      return link.setFaults(request.leaseId, request.faults)
    case 'confirm':
      return link.confirm(request.leaseId)
    case 'letGo':
      return link.letGo()
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
