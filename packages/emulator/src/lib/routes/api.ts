import type { EmulatorCore } from '../core/core.ts'
import { failureAnswer } from '../http/answer.ts'
import type { KeyCheck } from '../http/api-key.ts'
import type { Api } from '../http/front.ts'
import { RouteTable } from '../http/route.ts'
import { controlRoutes } from './control-routes.ts'
import { operationRoute } from './operation-route.ts'
import { OPERATIONS } from './operations.ts'
import { createRestDoor } from './rest-route.ts'

/** What programs call: the sandbox API, Close's REST API, and the control endpoint. */
export function createApi(core: EmulatorCore, checkKey: KeyCheck): Api {
  const answerRest = createRestDoor(core)
  const routes = new RouteTable([
    ...OPERATIONS.map((operation) => operationRoute(operation, core, checkKey)),
    ...controlRoutes(core, checkKey),
  ])
  return (exchange) => (answerRest(exchange) ?? routes.answer(exchange))?.catch(failureAnswer)
}
