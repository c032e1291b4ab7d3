import type { Context, Hono } from 'hono'

import type { EmulatorCore } from '../core/core.ts'
import type { KeyCheck } from '../http/api-key.ts'
import { loadOnce } from '../http/load-once.ts'
import type { Page } from '../page/page.ts'

/** Adds the page to look at. Its code is loaded when somebody looks. */
export function addPageRoutes(app: Hono, core: EmulatorCore, checkKey: KeyCheck): void {
  const load = loadOnce(async () => {
    const { Page: Loaded } = await import('../page/page.ts')
    return new Loaded(core, checkKey)
  })
  const add = (
    method: 'GET' | 'POST',
    path: string,
    answer: (page: Page, context: Context) => Promise<Response> | Response,
  ): void => {
    app.on(method, path, async (context) => answer(await load(), context))
  }
  add('GET', '/', (page, context) => page.overview(context))
  add('GET', '/_sandpit/sandboxes/:id', (page, context) => page.sandbox(context))
  add('POST', '/_sandpit/sign-in', (page, context) => page.signIn(context))
  add('POST', '/_sandpit/sign-out', (page, context) => page.signOut(context))
  add('GET', '/_sandpit/page.css', (page) => page.style())
  add('GET', '/_sandpit/page.js', (page) => page.script())
}
