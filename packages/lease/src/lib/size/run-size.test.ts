import { describe, expect, it } from 'vitest'
import { runSize } from './run-size.ts'

describe('how many sandboxes a run may take', () => {
  it.each([
    [{ workers: 2 }, 8],
    [{ workers: 2, spares: 0 }, 2],
    [{ workers: 2, spares: 3 }, 5],
    [{ workers: 2, spares: 'auto' as const }, 8],
    [{ workers: 2, spares: 3, ceiling: 4 }, 4],
    [{ workers: 2, spares: 'auto' as const, ceiling: 2 }, 2],
  ])('of %o is %i at the most', (size, most) => {
    expect(runSize(size).ceiling).toBe(most)
  })

  it('is decided once', () => {
    const size = runSize({ workers: 2 })
    expect(size).toMatchObject({ forTests: 2, ceiling: 8 })
    expect(runSize(size)).toEqual(size)
    expect(runSize({ workers: 2, ceiling: 4 })).toMatchObject({ forTests: 4, ceiling: 4 })
  })

  it.each([
    [{ workers: 0 }, 'was given 0 workers'],
    [{ workers: 1.5 }, 'was given 1.5 workers'],
    [{ workers: 2, spares: -1 }, 'was given -1 spares'],
    [{ workers: 2, spares: Number.NaN }, 'was given NaN spares'],
    [{ workers: 4, ceiling: 3 }, 'ceiling of 3 is below its 4 workers'],
    [{ workers: 4, ceiling: Number.NaN }, 'ceiling of NaN is below its 4 workers'],
  ])('refuses %o', (size, problem) => {
    expect(() => runSize(size)).toThrow(problem)
    expect(() => runSize(size)).toThrow(expect.objectContaining({ code: 'configuration' }))
  })
})
