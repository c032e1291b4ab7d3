import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

import type { EmulatorCore } from '../core/core.ts'
import { ApiError } from '../http/api-error.ts'
import type { Html } from './layout.ts'
import { overviewPage } from './overview-page.ts'
import { PAGE_SCRIPT } from './page-script.ts'
import { PAGE_STYLE } from './page-style.ts'
import { sandboxPage } from './sandbox-page.ts'
import { signInPage } from './sign-in-page.ts'

/** Pages of the port are told apart by it: cookies are shared by all ports of a host. */
const COOKIE = 'sandpit_page'

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // Without any referrer, the form would come from the origin `null`, which the guard refuses.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

/** The page to look at: what is where, for a person with the key. */
export class Page {
  readonly #core: EmulatorCore
  readonly #checkKey: (authorization: string | undefined) => void
  /** Dies with the emulator, and with it every session. */
  readonly #session = createHmac('sha256', randomBytes(32)).update(COOKIE).digest('hex')

  constructor(core: EmulatorCore, checkKey: (authorization: string | undefined) => void) {
    this.#core = core
    this.#checkKey = checkKey
  }

  overview(context: Context): Promise<Response> {
    return this.#show(context, () => overviewPage(this.#core))
  }

  sandbox(context: Context): Promise<Response> {
    return this.#show(context, () => {
      const sandbox = this.#core.registry.find(context.req.param('id') ?? '')
      if (sandbox === undefined) throw new ApiError(404, 'Not Found')
      return sandboxPage(this.#core, sandbox)
    })
  }

  /** Takes the key from the form; a right one is answered with a strict cookie. */
  async signIn(context: Context): Promise<Response> {
    const { key } = await context.req.parseBody()
    try {
      this.#checkKey(`Bearer ${typeof key === 'string' ? key : ''}`)
    } catch {
      return context.html(signInPage({ isWrong: true }), 401, HEADERS)
    }
    setCookie(context, COOKIE, this.#session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    return context.redirect('/', 303)
  }

  signOut(context: Context): Response {
    setCookie(context, COOKIE, '', { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 0 })
    return context.redirect('/', 303)
  }

  style(): Response {
    return new Response(PAGE_STYLE, { headers: { ...HEADERS, 'content-type': 'text/css' } })
  }

  script(): Response {
    const type = { 'content-type': 'text/javascript' }
    return new Response(PAGE_SCRIPT, { headers: { ...HEADERS, ...type } })
  }

  async #show(context: Context, page: () => Html): Promise<Response> {
    if (this.#isSignedIn(context)) return context.html(page(), 200, HEADERS)
    return context.html(signInPage({ isWrong: false }), 401, HEADERS)
  }

  #isSignedIn(context: Context): boolean {
    const given = Buffer.from(getCookie(context, COOKIE) ?? '')
    const expected = Buffer.from(this.#session)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}
