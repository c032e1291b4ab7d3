import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCloseData } from './arbitrary/any-close-data.ts'
import { formatPropertyFailure } from './format-property-failure.ts'

const data = anyCloseData({ leads: { max: 50 } })
const parameters = { seed: 1 }
const broken = (): never => {
  throw new TypeError('leads is not iterable')
}

describe('formatPropertyFailure', () => {
  it('shows the counterexample as code to paste, and how to run it again', () => {
    const details = fc.check(
      fc.property(data, fc.nat(), ({ leads }, _other) =>
        (leads ?? []).every((lead) => (lead.tasks ?? []).length < 3),
      ),
      parameters,
    )
    expect(formatPropertyFailure(details)).toMatchInlineSnapshot(`
      "The property failed after 3 runs and 14 shrinks: its predicate returned false.

      Counterexample:
        closeData().lead('Acme', (lead) => lead.task('Follow up').task('Follow up').task('Follow up'))
        0

      Run it again with:
        { seed: 1, path: '2:3:0:0:0:0:1:0:3:5:0:0:0:0:0' }"
    `)
  })

  it('says that the predicate threw, and what', () => {
    const details = fc.check(fc.property(data, broken), parameters)
    expect(formatPropertyFailure(details)).toContain(
      'its predicate threw TypeError: leads is not iterable',
    )
  })

  it('says that the predicate took too long', async () => {
    const endless = fc.asyncProperty(data, () => new Promise<void>(() => {}))
    const details = await fc.check(endless, { ...parameters, timeout: 1, endOnFailure: true })
    expect(formatPropertyFailure(details)).toContain('its predicate took longer than 1 ms')
  })

  it('says that preconditions left too little', () => {
    const details = fc.check(
      fc.property(data, () => fc.pre(false)),
      parameters,
    )
    expect(formatPropertyFailure(details)).toContain('skipped by preconditions')
  })

  it('has nothing to say about a property that holds', () => {
    expect(formatPropertyFailure(fc.check(fc.property(data, () => true)))).toBeUndefined()
  })
})
