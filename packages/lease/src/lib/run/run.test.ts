import { describe, expect, it } from 'vitest'
import { refuseOldNode, startRun } from './run.ts'

const never = (): Promise<never> => Promise.reject(new Error('nobody asked for a sandbox'))

describe('startRun', () => {
  it.each(['20.20.2', '22.18.0', '18.0.0'])('refuses Node %s, saying which it needs', (version) => {
    expect(() => refuseOldNode(version)).toThrow(/Node 22\.19/)
  })

  it.each(['22.19.0', '24.21.0', '26.0.0'])('works with Node %s', (version) => {
    expect(() => refuseOldNode(version)).not.toThrow()
  })

  it('refuses counts that make no sense', async () => {
    await expect(startRun({ workers: 2, ceiling: 1, service: never })).rejects.toMatchObject({
      code: 'configuration',
    })
  })

  it('asks for nothing and leaves nothing when no test wants a sandbox', async () => {
    const run = await startRun({ workers: 2, service: never })
    const { failures, summary } = await run.end()
    expect(failures).toEqual([])
    expect(summary.acquires).toBe(0)
  })
})
