import { describe, expect, it } from 'vitest'
import { FakeSource } from './fake-source.testing.ts'
import { noCounts } from './run-summary.ts'
import { SlotCare } from './slot-care.ts'
import { Slot } from './slot.ts'

const seed = (value: number): { value: unknown; json: string } => ({ value, json: String(value) })

describe('SlotCare', () => {
  it('looks at the first reset of a spare that was filled before it was ever reset', async () => {
    const source = new FakeSource(
      async () => {},
      (call) => call === 'unclean',
    )
    const care = new SlotCare({ contents: source, counts: noCounts() })
    const slot = new Slot('close')
    slot.land(await source.acquire())
    slot.lastSeed = seed(1)
    await care.refresh(slot, () => false)
    await care.prepare(slot, { seed: seed(1), readOnly: false })
    await expect(care.prepare(slot, { seed: seed(2), readOnly: false })).rejects.toMatchObject({
      code: 'sandbox_broken',
    })
    expect(slot.state).toBe('broken')
  })
})
