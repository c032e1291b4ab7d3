import { describe, expect, it } from 'vitest'
import { nearMiss } from './near-miss.ts'

describe('nearMiss', () => {
  const keys = ['name', 'status', 'contacts', 'opportunities', 'tasks']

  it.each([
    ['contatcs', 'contacts'],
    ['contact', 'contacts'],
    ['nmae', 'name'],
    ['Name', 'name'],
    ['oportunites', 'opportunities'],
    ['taks', 'tasks'],
  ])('takes %s for %s', (name, meant) => {
    expect(nearMiss(name, keys)).toBe(meant)
  })

  it.each(['url', 'company', 'custom', 'notes', ''])('takes %j for none of them', (name) => {
    expect(nearMiss(name, keys)).toBeUndefined()
  })
})
