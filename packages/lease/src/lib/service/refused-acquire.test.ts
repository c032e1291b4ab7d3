import { SandpitError } from '@sandpit/client/errors'
import { describe, expect, it } from 'vitest'
import { tookNothing } from './refused-acquire.ts'

const failed = (code: string): SandpitError => {
  const cause = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
  return new SandpitError('network', 'acquire could not be completed', { cause })
}

describe('an acquire that failed on the way', () => {
  it.each([
    'EAI_AGAIN',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'UND_ERR_CONNECT_TIMEOUT',
  ])('took nothing where nothing was sent: %s', (code) => {
    expect(tookNothing(failed(code))).toBe(true)
  })

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET'])(
    'may have otherwise: %s',
    (code) => {
      expect(tookNothing(failed(code))).toBe(false)
    },
  )
})
