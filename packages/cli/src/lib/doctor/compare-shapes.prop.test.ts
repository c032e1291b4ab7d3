import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareShapes } from './compare-shapes.ts'
import { shapeOf } from './shape.ts'

const compare = (service: unknown, emulator: unknown): readonly object[] =>
  compareShapes('call', shapeOf([service], []), shapeOf([emulator], []))

/** Answers whose fields have names that no other looks like. */
const answer = fc.dictionary(fc.constantFrom('alpha', 'bravo', 'charlie', 'delta'), fc.jsonValue())

describe('the comparison of two answers', () => {
  it('finds nothing between an answer and itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(compare(value, structuredClone(value))).toEqual([])
      }),
    )
  })

  it('finds one field more, and the same one less the other way round', () => {
    fc.assert(
      fc.property(
        answer,
        fc.constantFrom('whiskey', 'who.am.i', 'a[]'),
        fc.jsonValue(),
        (body, name, value) => {
          const more = { ...body, [name]: value }
          expect(compare(more, body)).toMatchObject([{ kind: 'extra field' }])
          expect(compare(body, more)).toMatchObject([{ kind: 'missing field' }])
        },
      ),
    )
  })

  it('finds a field in the elements of a list, however many have it', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1 }), fc.nat(), (items, seed) => {
        const index = seed % items.length
        const more = items.map((item, at) => (at === index ? { ...item, whiskey: 1 } : item))
        expect(compare({ items: more }, { items })).toEqual([
          expect.objectContaining({ kind: 'extra field', place: 'items[].whiskey' }),
        ])
      }),
    )
  })

  it('takes a field for renamed where a like one of the same type is there instead', () => {
    expect(compare({ mcp_server_url: 'x' }, { server_url: 'x' })).toMatchObject([
      { kind: 'renamed field', place: 'server_url', service: 'mcp_server_url' },
    ])
    expect(compare({ mcp_server_url: 1 }, { server_url: 'x' })).toMatchObject([
      { kind: 'missing field', place: 'server_url' },
      { kind: 'extra field', place: 'mcp_server_url' },
    ])
    expect(compare({ owner: 'x' }, { server_url: 'x' })).toMatchObject([
      { kind: 'missing field' },
      { kind: 'extra field' },
    ])
  })
})
