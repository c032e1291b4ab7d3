import type { CloseCall } from '../close/call/close-call.ts'
import type { EmulatorCore } from '../core/core.ts'
import type { Answer } from '../http/answer.ts'
import { ApiError } from '../http/api-error.ts'
import type { Exchange } from '../http/exchange.ts'
import { loadOnce } from '../http/load-once.ts'
import type * as CloseRest from '../rest/close-rest.ts'
import { credentialOf } from '../rest/credential.ts'
import { passThrough } from './pass-through.ts'

const REST_PATH = '/close/api/v1/'
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Starts the answer of a request to Close's REST API; `undefined` for any other. */
export type RestDoor = (exchange: Exchange) => Promise<Answer> | undefined

/**
 * Close's REST API at `/close/api/v1/`. The credential, which the sandbox's details give as
 * `auth_data.access_token`, says which sandbox is meant. Its code is loaded when first needed.
 */
export function createRestDoor(core: EmulatorCore): RestDoor {
  const load = loadOnce(() => import('../rest/close-rest.ts'))
  return (exchange) =>
    exchange.path.startsWith(REST_PATH) ? answerRest(exchange, core, load) : undefined
}

type LoadRest = () => Promise<typeof CloseRest>

async function answerRest(exchange: Exchange, core: EmulatorCore, load: LoadRest): Promise<Answer> {
  const { answerCloseRest, refuseCredential, refuseRate } = await load()
  const credential = credentialOf(exchange.header('authorization'))
  const sandbox = core.registry.withAccessToken(credential ?? '')
  const close = sandbox?.close
  if (close === undefined) return refuseCredential()
  const { method, query } = exchange
  const path = exchange.path.slice(REST_PATH.length)
  const header = (name: string): string | undefined => exchange.header(name)
  const text = decoder.decode(await exchange.bytes())
  const open = (): CloseCall => ({ store: close.store, now: core.clock.now() })
  const answer = passThrough(core, {
    operation: 'rest',
    server: 'close',
    title: `${method} /${path}${query === '' ? '' : `?${query}`}`,
    input: text,
    work: () => ({
      answer: answerCloseRest({ method, query, path, text, header }, open),
      sandbox,
    }),
  })
  return answer.catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 429 || !core.limiter) throw error
    return refuseRate(core.limiter.limit, error.headers)
  })
}
