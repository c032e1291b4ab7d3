import type { EmulatorCore } from '../core/core.ts'
import { type Answer, failureAnswer } from '../http/answer.ts'
import type { KeyCheck } from '../http/api-key.ts'
import type { Exchange } from '../http/exchange.ts'
import { RouteTable } from '../http/route.ts'
import { controlRoutes } from './control-routes.ts'
import { mcpRoutes } from './mcp-route.ts'
import type { EmulatedSystems } from './mcp-server.ts'
import { operationRoute } from './operation-route.ts'
import { OPERATIONS } from './operations.ts'
import { pageRoutes } from './page-routes.ts'
import { createRestDoor } from './rest-route.ts'
import { storageRoutes } from './storage-routes.ts'
import { unrouted } from './unrouted.ts'

/** Everything that the emulator serves. The promise that it answers is never rejected. */
export function createApi(
  core: EmulatorCore,
  checkKey: KeyCheck,
  systems: EmulatedSystems,
): (exchange: Exchange) => Promise<Answer> {
  const answerRest = createRestDoor(core)
  const routes = new RouteTable([
    ...OPERATIONS.map((operation) => operationRoute(operation, core, checkKey)),
    ...controlRoutes(core, checkKey),
    ...mcpRoutes(core, systems),
    ...storageRoutes(core),
    ...pageRoutes(core, checkKey),
  ])
  return (exchange) => {
    const answer = answerRest(exchange) ?? routes.answer(exchange)
    return answer === undefined ? Promise.resolve(unrouted(exchange)) : answer.catch(failureAnswer)
  }
}
