import type { EmulatorCore } from './core.ts'
import { type Answer, failureAnswer } from './http/answer.ts'
import type { KeyCheck } from './http/api-key.ts'
import { controlRoutes } from './http/control-routes.ts'
import type { Exchange } from './http/exchange.ts'
import { operationRoute } from './http/operation-route.ts'
import { createRestDoor } from './http/rest-route.ts'
import { RouteTable } from './http/route.ts'
import { OPERATIONS } from './operations/operations.ts'

/** Starts the answer to a call; `undefined` for what is no call of an API, such as a page. */
export type Api = (exchange: Exchange) => Promise<Answer> | undefined

/** What programs call: the sandbox API, Close's REST API, and the control endpoint. */
export function createApi(core: EmulatorCore, checkKey: KeyCheck): Api {
  const answerRest = createRestDoor(core)
  const routes = new RouteTable([
    ...OPERATIONS.map((operation) => operationRoute(operation, core, checkKey)),
    ...controlRoutes(core, checkKey),
  ])
  return (exchange) => (answerRest(exchange) ?? routes.answer(exchange))?.catch(failureAnswer)
}
