import { describe, expect, it } from 'vitest'
import { refuseOldVitest } from './vitest-version.ts'

describe('refuseOldVitest', () => {
  it.each(['3.2.4', '4.0.18', '6.0.0'])('refuses Vitest %s, saying what to install', (version) => {
    expect(() => refuseOldVitest(version)).toThrow(/Vitest 4\.1 .*npm install -D vitest@5/)
  })

  it.each(['4.1.0', '4.1.12', '4.2.0', '5.0.0', '5.1.1', '5.2.0-beta.1'])(
    'takes Vitest %s',
    (version) => {
      expect(() => refuseOldVitest(version)).not.toThrow()
    },
  )
})
