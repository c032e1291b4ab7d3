import { createRequire } from 'node:module'
import { ClientRequestInterceptor } from '@mswjs/interceptors/ClientRequest'
import type { EmulatedClose } from './emulated-close.ts'

/** A body or an answer. */
export type Fields = Readonly<Record<string, unknown>>

/** The calls of one resource in the `close.io` package, which brings no types. */
interface CloseIoResource {
  create(fields: Fields): Promise<Fields>
  read(id: unknown): Promise<Fields>
  search(fields?: Fields): Promise<Fields>
  update(id: unknown, fields: Fields): Promise<Fields>
  delete(id: unknown): Promise<Fields>
}

interface CloseIoStatuses extends Pick<CloseIoResource, 'read'> {
  list(): Promise<Fields>
}

/** The part of the `close.io` package that the emulator's REST subset serves. */
export interface CloseIo {
  readonly lead: CloseIoResource & { merge(fields: Fields): Promise<Fields> }
  readonly contact: CloseIoResource
  readonly opportunity: CloseIoResource
  readonly task: CloseIoResource
  readonly activity: Pick<CloseIoResource, 'search'> & { readonly note: CloseIoResource }
  readonly status: Readonly<Record<'lead' | 'opportunity', CloseIoStatuses>>
  readonly user: { me(): Promise<Fields>; read(id: unknown): Promise<Fields> }
}

/** The client that integrations use. Its host is hard-coded: see {@link redirectCloseTo}. */
export function createCloseIo(restKey: string): CloseIo {
  const require = createRequire(import.meta.url)
  const Client = require('close.io') as new (restKey: string) => CloseIo
  return new Client(restKey)
}

/** Hands every request for `api.close.com` to the emulator until it is disposed of. */
export function redirectCloseTo({ emulator }: EmulatedClose): Disposable {
  const redirect = async (request: Request): Promise<Response | undefined> => {
    const { hostname, pathname, search } = new URL(request.url)
    if (hostname !== 'api.close.com') return undefined
    const url = new URL(`/close${pathname}${search}`, emulator.url)
    return emulator.fetch(new Request(url, request))
  }
  const interceptor = new ClientRequestInterceptor()
  // The request waits for what a listener returns, though the listener's type does not say so.
  interceptor.on('request', ({ request, controller }): unknown =>
    redirect(request).then((answer) => answer && controller.respondWith(answer)),
  )
  interceptor.apply()
  return { [Symbol.dispose]: () => interceptor.dispose() }
}
