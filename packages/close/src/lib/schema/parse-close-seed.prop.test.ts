import { SandpitError } from '@sandpit/client/errors'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCloseData } from '../arbitrary/any-close-data.ts'
import { anyLead } from '../arbitrary/any-lead.ts'
import { hostileCloseData } from '../arbitrary/hostile-close-data.ts'
import { closeDumpSchema } from './close-dump-schema.ts'
import { closeData } from '../data/close-data-builder.ts'
import { diffCloseData } from '../compare/diff-close-data.ts'
import { parseCloseSeed } from './parse-close-seed.ts'

const data = fc.oneof(anyCloseData(), hostileCloseData())

describe('parseCloseSeed', () => {
  it('takes whatever the builder makes', () => {
    fc.assert(
      fc.property(fc.array(anyLead()), data, (leads, start) => {
        const builder = leads.reduce(
          (built, { name, ...fields }) => built.lead(name, fields),
          closeData(start),
        )
        expect(parseCloseSeed(builder)).toEqual(builder.toJSON())
      }),
    )
  })

  it('changes nothing, and nothing is lost over the wire and back', () => {
    fc.assert(
      fc.property(data, (seed) => {
        const sent = parseCloseSeed(seed)
        expect(sent).toEqual(seed)
        // A service that dumps what it was given, in the format of a seed.
        const dumped = closeDumpSchema.parse(JSON.parse(JSON.stringify(sent)))
        expect(diffCloseData(seed, dumped)).toEqual([])
        expect(parseCloseSeed(dumped)).toEqual(dumped)
      }),
    )
  })

  it('never throws anything but a list of mistakes, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
        const leads = [{ name: 'Acme', contacts: [{ emails: [{ value }] }] }]
        const seeds = [value, { leads: value }, { leads: [value] }, { leads }]
        expect(seeds.flatMap(thrownBy).every(isListOfMistakes)).toBe(true)
      }),
    )
  })
})

function thrownBy(seed: unknown): readonly unknown[] {
  try {
    parseCloseSeed(seed)
    return []
  } catch (error) {
    return [error]
  }
}

function isListOfMistakes(error: unknown): boolean {
  return error instanceof SandpitError && (error.facts.issues ?? []).length > 0
}
