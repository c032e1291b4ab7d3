import type { CloseSandbox } from '@sandpit/close/sandbox'
import { expectTypeOf } from 'vitest'
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
