import { describe, expect, it } from 'vitest'

describe('@sandpit/systems', () => {
  // Test workers import it for its types, once for each file.
  it('is types alone, and so are the types of parts: nothing is there at run time', async () => {
    expect(Object.keys(await import('./index.ts'))).toEqual([])
    expect(Object.keys(await import('./data.ts'))).toEqual([])
  })
})
