import { mergeTests, test as plain } from '@playwright/test'
import { closeData } from '@sandpit/close'
import { anyCloseData } from '@sandpit/close/arbitraries'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import { expectTypeOf } from 'vitest'
import { expect } from './close-expect.ts'
import { closeTest, test } from './close-test.ts'

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
void expect('Acme').toHaveLead('Acme')

test.use({ seed: closeData().lead('Acme'), viewport: null })
// @ts-expect-error a lead has a name
test.use({ seed: { leads: [{}] } })

test('has our fixtures beside Playwright’s', ({ close: sandbox, mcp, page, seed }) => {
  expectTypeOf(sandbox).toEqualTypeOf<CloseSandbox>()
  expectTypeOf(mcp.list()).toEqualTypeOf<Promise<readonly string[]>>()
  expectTypeOf(page.url()).toEqualTypeOf<string>()
  expectTypeOf(seed).not.toBeAny()
})

const other = plain.extend<{ answer: number }>({ answer: 42 })
mergeTests(test, other)('has those of others too', ({ close: sandbox, answer }) => {
  expectTypeOf(sandbox).toEqualTypeOf<CloseSandbox>()
  expectTypeOf(answer).toEqualTypeOf<number>()
})

test.seeded(closeData().lead('Acme')).prop([anyCloseData()])('knows', ([data], { close: it }) => {
  expectTypeOf(it).toEqualTypeOf<CloseSandbox<'Acme'>>()
  expectTypeOf(data.leads?.length).toEqualTypeOf<number | undefined>()
})
closeTest(mergeTests(test, other)).prop.each(['a'])([anyCloseData()])(
  '%s',
  (_values, { answer }, item) => {
    expectTypeOf(answer).toEqualTypeOf<number>()
    expectTypeOf(item).toEqualTypeOf<string>()
  },
)
