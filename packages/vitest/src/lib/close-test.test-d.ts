import { closeData, sampleCloseData, type SampleLeadName } from '@sandpit/close'
import type { CloseSandbox } from '@sandpit/close/sandbox'
import { expectTypeOf } from 'vitest'
import type { CloseTest } from './close-test.ts'

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
