import type { EmulatorCore } from '../core/core.ts'
import type { Answer } from '../http/answer.ts'
import type { KeyCheck } from '../http/api-key.ts'
import type { Exchange } from '../http/exchange.ts'
import { loadOnce } from '../http/load-once.ts'
import type { PathParameters, Route } from '../http/route.ts'
import type { Page } from '../page/page.ts'

type Show = (page: Page, exchange: Exchange, parameters: PathParameters) => Promise<Answer> | Answer

/** The page to look at. Its code is loaded when somebody looks. */
export function pageRoutes(core: EmulatorCore, checkKey: KeyCheck): readonly Route[] {
  const load = loadOnce(async () => {
    const { Page: Loaded } = await import('../page/page.ts')
    return new Loaded(core, checkKey)
  })
  const route = (method: string, path: string, show: Show): Route => ({
    method,
    path,
    answer: async (exchange, parameters) => show(await load(), exchange, parameters),
  })
  return [
    route('GET', '/', (page, exchange) => page.overview(exchange)),
    route('GET', '/_sandpit/sandboxes/:id', (page, exchange, { id = '' }) =>
      page.sandbox(exchange, id),
    ),
    route('POST', '/_sandpit/sign-in', (page, exchange) => page.signIn(exchange)),
    route('POST', '/_sandpit/sign-out', (page) => page.signOut()),
    route('GET', '/_sandpit/page.css', (page) => page.style()),
    route('GET', '/_sandpit/page.js', (page) => page.script()),
  ]
}
