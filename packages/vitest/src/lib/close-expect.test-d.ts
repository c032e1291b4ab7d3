import type { CloseSandbox } from '@sandpit/close/sandbox'
import { type ExpectStatic, expectTypeOf, type TestContext } from 'vitest'
import type { CloseExpect } from './close-expect.ts'

declare const expect: CloseExpect
declare const close: CloseSandbox
declare const untyped: ReturnType<typeof JSON.parse>

expectTypeOf(expect(close).toHaveLead('Acme')).toEqualTypeOf<Promise<void>>()
expectTypeOf(expect(close).not.toBeUnchanged()).toEqualTypeOf<Promise<void>>()
expect(untyped).toBe(1)
expect({ name: 'Acme' }).toEqual({ name: 'Acme' })
expect.soft(1).toBe(1)
// @ts-expect-error a sandbox is asked about what it holds
void expect(close).toHaveLead(7)
// @ts-expect-error only a sandbox can be asked
expect({ name: 'Acme' }).toHaveLead('Acme')

// Vitest's own, and the one of a test's context, know a sandbox too, and a soft one.
declare const plain: ExpectStatic
declare const context: TestContext
void plain(close).toHaveLead('Acme')
void context.expect(close).toHaveLead('Acme')
void expect.soft(close).not.toHaveLead('Acme')
plain({ name: 'Acme' }).toEqual({ name: 'Acme' })
// @ts-expect-error a sandbox is asked about what it holds
void plain(close).toHaveLead(7)

// One that knows the leads of its seed is asked about those.
declare const seeded: CloseSandbox<'Acme'>
void expect(seeded).toHaveTask('Acme', 'Call')
// @ts-expect-error no lead of the seed has this name
void expect(seeded).toHaveTask('Acmee', 'Call')
