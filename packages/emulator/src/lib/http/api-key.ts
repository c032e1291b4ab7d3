import { randomBytes, timingSafeEqual } from 'node:crypto'

import { ApiError } from './api-error.ts'

const BEARER = /^bearer +(\S.*)$/i
/** No header can hold it, so that no longer key is taken for the right one. */
const END = '\0'

/** A key for an emulator that was given none. */
export function randomApiKey(): string {
  return `sandpit-${randomBytes(16).toString('hex')}`
}

/** Throws 401 unless the `Authorization` header it is given carries the key. */
export type KeyCheck = (authorization: string | undefined) => void

/**
 * Makes the check of one key. Keys are compared in constant time: how long it takes tells nothing
 * about the key, and its length only to somebody who times sending a longer one.
 */
export function createKeyCheck(apiKey: string): KeyCheck {
  const expected = Buffer.from(`${apiKey}${END}`)
  const given = Buffer.alloc(expected.length)
  return (authorization) => {
    const key = BEARER.exec(authorization ?? '')?.[1]
    if (key === undefined) throw unauthorized('Not authenticated')
    given.fill(0).write(key)
    // What the service says to a wrong key is not recorded; this text is inferred.
    if (!timingSafeEqual(given, expected)) throw unauthorized('Invalid API key')
  }
}

function unauthorized(detail: string): ApiError {
  return new ApiError(401, detail, { 'www-authenticate': 'Bearer' })
}
