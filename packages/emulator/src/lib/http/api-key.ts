import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

import { ApiError } from '../api-error.ts'

const BEARER = /^bearer +(?<key>\S.*)$/i

/** A key for an emulator that was given none. */
export function randomApiKey(): string {
  return `sandpit-${randomBytes(16).toString('hex')}`
}

/** Throws 401 unless the `Authorization` header it is given carries the key. */
export type KeyCheck = (authorization: string | undefined) => void

/**
 * Throws 401 unless the `Authorization` header carries the key.
 *
 * Keys are compared by their hashes in constant time, so that answers tell nothing about a
 * wrong key, its length included.
 */
export function createKeyCheck(apiKey: string): KeyCheck {
  const expected = digest(apiKey)
  return (authorization) => {
    const key = BEARER.exec(authorization ?? '')?.groups?.['key']
    if (key === undefined) throw unauthorized('Not authenticated')
    // What the service says to a wrong key is not recorded; this text is inferred.
    if (!timingSafeEqual(digest(key), expected)) throw unauthorized('Invalid API key')
  }
}

function digest(key: string): Buffer {
  return hash('sha256', key, 'buffer')
}

function unauthorized(detail: string): ApiError {
  return new ApiError(401, detail, { 'www-authenticate': 'Bearer' })
}
