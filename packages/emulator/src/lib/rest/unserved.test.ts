import { describe, expect, it } from 'vitest'

import { unserved } from './unserved.ts'

describe('a request that nothing answers', () => {
  it.each([
    ['GET', 'dialer/', 501],
    ['POST', 'dialer/', 405],
    ['GET', 'user/availability/', 501],
    ['GET', 'membership/memb_1/pinned_views', 501],
    ['PATCH', 'lead/', 405],
    ['DELETE', 'status/lead/', 405],
    ['GET', 'lead/merge/', 405],
    ['GET', 'nothing/', 404],
    ['GET', 'lead/lead_1/nothing/', 404],
  ])('%s %s gets %i', (method, path, status) => {
    expect(unserved({ method, path }).status).toBe(status)
  })

  it('is told by name what is not emulated, and where to look', () => {
    expect(unserved({ method: 'GET', path: 'dialer/dial_1/' }).body).toEqual({
      error:
        "The Sandpit emulator does not emulate GET /dialer/{id}/ of Close's API. " +
        'What it does is in docs/reference/emulator.md.',
    })
  })
})
