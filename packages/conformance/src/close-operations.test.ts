import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'
import { closeOperations } from './close-operations.ts'
import { readDocument } from './documents.ts'

const table = `${import.meta.dirname}/../../emulator/src/lib/close/document/close-operations.json`

describe("the emulator's table of Close's operations", () => {
  const documented = closeOperations(readDocument('closeRest'))

  it('has the 286 operations of the document and their query parameters', () => {
    const kept = JSON.parse(readFileSync(table, 'utf8')) as typeof documented
    expect(kept).toEqual(documented)
    expect(Object.values(kept).flatMap((verbs) => Object.keys(verbs))).toHaveLength(286)
  })

  it('has no parameter of a kind that nobody reads', () => {
    const shapes = Object.values(documented).flatMap(Object.values).flatMap(Object.values)
    const named = new Set(shapes.filter((shape) => typeof shape === 'string'))
    expect([...named].toSorted()).toEqual([
      'boolean',
      'date',
      'date-time',
      'email',
      'integer',
      'object[]',
      'string',
      'string!',
      'string[]',
    ])
  })
})
