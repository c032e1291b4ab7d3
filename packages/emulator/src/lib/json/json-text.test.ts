import fc from 'fast-check'
import { expect, it } from 'vitest'
import { JsonText, stringify } from './json-text.ts'

it('is the same JSON, whatever part of it was JSON already', () => {
  const parts = fc.dictionary(fc.string(), fc.tuple(fc.jsonValue(), fc.boolean()))
  fc.assert(
    fc.property(parts, (properties) => {
      const entries = Object.entries(properties)
      const plain = Object.fromEntries(entries.map(([name, [value]]) => [name, value]))
      const mixed = entries.map(([name, [value, isText]]) => {
        return [name, isText ? new JsonText(JSON.stringify(value)) : value]
      })
      expect(stringify(Object.fromEntries(mixed))).toBe(JSON.stringify(plain))
    }),
  )
})

it('leaves out what JSON leaves out', () => {
  expect(stringify({ gone: undefined, data: new JsonText('[1]') })).toBe('{"data":[1]}')
})
