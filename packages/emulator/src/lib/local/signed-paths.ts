import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export const EXPIRES_IN_MINUTES = 30

/** Where archives are sent to and fetched from. */
export const STORAGE_PATH = '/_storage/'

/** Signs paths for one method, so that nobody needs a key to use them for half an hour. */
export class SignedPaths {
  readonly #secret = randomBytes(32)
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  sign(method: 'PUT' | 'GET', path: string): string {
    const expires = this.#now().getTime() + EXPIRES_IN_MINUTES * 60_000
    return `${path}?expires=${expires}&signature=${this.#signature(method, path, expires)}`
  }

  isValid(method: string, path: string, expires: string, signature: string): boolean {
    if (!/^\d+$/.test(expires) || Number(expires) <= this.#now().getTime()) return false
    const expected = Buffer.from(this.#signature(method, path, Number(expires)))
    const given = Buffer.from(signature)
    return expected.length === given.length && timingSafeEqual(expected, given)
  }

  #signature(method: string, path: string, expires: number): string {
    return createHmac('sha256', this.#secret).update(`${method} ${path} ${expires}`).digest('hex')
  }
}
