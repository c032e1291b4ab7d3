import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

import type { EmulatorCore } from '../core/core.ts'
import { type Answer, redirect } from '../http/answer.ts'
import { ApiError } from '../http/api-error.ts'
import type { KeyCheck } from '../http/api-key.ts'
import type { Exchange } from '../http/exchange.ts'
import type { Html } from './html.ts'
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
  readonly #checkKey: KeyCheck
  /** Dies with the emulator, and with it every session. */
  readonly #session = createHmac('sha256', randomBytes(32)).update(COOKIE).digest('hex')

  constructor(core: EmulatorCore, checkKey: KeyCheck) {
    this.#core = core
    this.#checkKey = checkKey
  }

  overview(exchange: Exchange): Answer {
    return this.#show(exchange, () => overviewPage(this.#core))
  }

  sandbox(exchange: Exchange, id: string): Answer {
    return this.#show(exchange, () => {
      const sandbox = this.#core.registry.find(id)
      if (sandbox === undefined) throw new ApiError(404, 'Not Found')
      return sandboxPage(this.#core, sandbox)
    })
  }

  /** Takes the key from the form; a right one is answered with a strict cookie. */
  async signIn(exchange: Exchange): Promise<Answer> {
    const form = new URLSearchParams(Buffer.from(await exchange.bytes()).toString())
    try {
      this.#checkKey(`Bearer ${form.get('key') ?? ''}`)
    } catch {
      return htmlAnswer(401, signInPage({ isWrong: true }))
    }
    return homeWithCookie(`${COOKIE}=${this.#session}`)
  }

  signOut(): Answer {
    return homeWithCookie(`${COOKIE}=; Max-Age=0`)
  }

  style(): Answer {
    return { status: 200, text: PAGE_STYLE, headers: { ...HEADERS, 'content-type': 'text/css' } }
  }

  script(): Answer {
    const type = { 'content-type': 'text/javascript' }
    return { status: 200, text: PAGE_SCRIPT, headers: { ...HEADERS, ...type } }
  }

  #show(exchange: Exchange, page: () => Html): Answer {
    if (this.#isSignedIn(exchange)) return htmlAnswer(200, page())
    return htmlAnswer(401, signInPage({ isWrong: false }))
  }

  #isSignedIn(exchange: Exchange): boolean {
    const cookies = (exchange.header('cookie') ?? '').split(/; */)
    const given = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`)) ?? ''
    const expected = Buffer.from(`${COOKIE}=${this.#session}`)
    return given.length === expected.length && timingSafeEqual(Buffer.from(given), expected)
  }
}

function htmlAnswer(status: number, { text }: Html): Answer {
  return { status, text, headers: { ...HEADERS, 'content-type': 'text/html; charset=UTF-8' } }
}

function homeWithCookie(nameAndValue: string): Answer {
  const cookie = `${nameAndValue}; Path=/; HttpOnly; SameSite=Strict`
  const home = redirect(303, '/')
  return { ...home, headers: { ...home.headers, 'set-cookie': cookie } }
}
