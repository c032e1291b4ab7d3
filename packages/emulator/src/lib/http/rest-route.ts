import type { Context, Hono } from 'hono'

import type { EmulatorCore } from '../core.ts'
import type * as CloseRest from '../rest/close-rest.ts'
import { credentialOf } from '../rest/credential.ts'
import { attend } from './attend.ts'
import { exchangeOf } from './exchange.ts'
import { loadOnce } from './load-once.ts'

const REST_PATH = '/close/api/v1/'

/**
 * Adds Close's REST API at `/close/api/v1/`. The credential, which the sandbox's details give as
 * `auth_data.access_token`, says which sandbox is meant. Its code is loaded when first needed.
 */
export function addRestRoutes(app: Hono, core: EmulatorCore): void {
  const load = loadOnce(() => import('../rest/close-rest.ts'))
  app.all(`${REST_PATH}*`, (context) => answerRest(context, core, load))
}

type LoadRest = () => Promise<typeof CloseRest>

async function answerRest(context: Context, core: EmulatorCore, load: LoadRest): Promise<Response> {
  const { answerCloseRest, refuseCredential } = await load()
  const exchange = exchangeOf(context)
  const credential = credentialOf(exchange.header('authorization'))
  const sandbox = core.registry.withAccessToken(credential ?? '')
  const close = sandbox?.close
  if (close === undefined) return exchange.send(refuseCredential())
  const open = () => ({ store: close.store, now: core.clock.now() })
  const { method, url } = context.req
  const header = (name: string): string | undefined => exchange.header(name)
  const text = Buffer.from(await exchange.bytes()).toString()
  return attend(exchange, core, {
    operation: 'rest',
    server: 'close',
    title: `${method} ${url.slice(url.indexOf(REST_PATH) + REST_PATH.length - 1)}`,
    input: text,
    work() {
      const path = context.req.path.slice(REST_PATH.length)
      return { answer: answerCloseRest({ method, url, path, text, header }, open), sandbox }
    },
  })
}
