import { closeData, sampleCloseData, type SampleLeadName } from '@sandpit/close'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import { expectTypeOf } from 'vitest'
import { anyCloseData } from '@sandpit/close/arbitraries'
import { type CloseTest, closeTest } from './close-test.ts'

declare const base: CloseTest

const test = base.seeded(closeData().lead('CloudScale').lead('DataFlow'))
test('knows the names of its leads', async ({ close }) => {
  expectTypeOf(close).toEqualTypeOf<CloseSandbox<'CloudScale' | 'DataFlow'>>()
  expectTypeOf((await close.lead('CloudScale')).name).toEqualTypeOf<'CloudScale'>()
  // @ts-expect-error no lead of the seed has this name
  await close.lead('CloudScal')
})

base.seeded(sampleCloseData)('knows those of the sample', async ({ close }) => {
  const name: SampleLeadName = 'DataFlow Analytics Corp'
  expectTypeOf((await close.lead(name)).name).toEqualTypeOf<typeof name>()
  // @ts-expect-error the sample has no such lead
  await close.lead('DataFlow')
})

base('knows none without a seed of its own', async ({ close }) => {
  const name: string = close.sandboxId
  expectTypeOf((await close.lead(name)).name).toEqualTypeOf<string>()
})

// A seeded test has properties, which know the type of what is generated.
test.prop([anyCloseData()])('reads what was generated', ([data], { close, expect }) => {
  expectTypeOf(close).toEqualTypeOf<CloseSandbox<'CloudScale' | 'DataFlow'>>()
  expectTypeOf(data.leads?.length).toEqualTypeOf<number | undefined>()
  expect(data.leads).toBeDefined()
})
test.prop.skip([anyCloseData()], { examples: [] })('is left out', () => {})
test.prop.each([1, 2])([anyCloseData()])('takes %i', (_values, _context, item) => {
  expectTypeOf(item).toEqualTypeOf<number>()
})

const own = base.extend('agent', ({ close }) => ({ url: close.mcpUrl }))
own.prop([anyCloseData()])('has its own fixtures', (_values, { agent, close }) => {
  expectTypeOf(agent.url).toEqualTypeOf<string>()
  expectTypeOf(close).toEqualTypeOf<CloseSandbox>()
})
own.seeded(closeData().lead('Acme'))('with a seed too', ({ agent, close }) => {
  expectTypeOf(agent.url).toEqualTypeOf<string>()
  expectTypeOf(close).toEqualTypeOf<CloseSandbox<'Acme'>>()
})
closeTest(base.extend<{ limit: number }>({ limit: 3 })).prop([anyCloseData()])(
  'has',
  (_values, { limit }) => {
    expectTypeOf(limit).toEqualTypeOf<number>()
  },
)

const shared = base.shared(closeData().lead('Acme'))
shared.beforeAll(({ close }) => {
  expectTypeOf(close).toEqualTypeOf<CloseSandbox<'Acme'>>()
})
shared('has the one of its file', ({ close }) => {
  expectTypeOf(close).toEqualTypeOf<CloseSandbox<'Acme'>>()
})
