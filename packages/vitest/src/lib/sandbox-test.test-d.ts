import { unlistedServer } from '@sandpit/client'
import type { Sandbox } from '@sandpit/lease/link'
import { expectTypeOf } from 'vitest'
import { sandboxTest } from './sandbox-test.ts'

const test = sandboxTest('jira')
test('has a sandbox', ({ sandbox }) => {
  expectTypeOf(sandbox).toEqualTypeOf<Sandbox>()
})

const together = sandboxTest({ tracker: 'jira', mail: 'gmail' })
together('has both', ({ tracker, mail }) => {
  expectTypeOf(tracker).toEqualTypeOf<Sandbox>()
  expectTypeOf(mail).toEqualTypeOf<Sandbox>()
})
together.override('seeds', { tracker: { issues: [] } })

sandboxTest(unlistedServer('brand_new'))
// @ts-expect-error a typo does not compile
sandboxTest('jria')
// @ts-expect-error nor here
sandboxTest({ tracker: 'jria' })
// @ts-expect-error nor the name of a sandbox that is not there
together.override('seeds', { traker: {} })
