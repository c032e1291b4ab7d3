import { createClient, fetchTransport } from '@sandpit/client'
import { describe, expect, it } from 'vitest'
import { viewPool } from '../pool/pool-view.ts'
import { acquireSpare } from './spare-sandbox.ts'

interface Row {
  readonly status: 'idle' | 'occupied' | 'error'
  readonly run?: string
}

/** A pool whose service lists idle sandboxes too, at two moments: before an acquire and after it. */
function askOf(before: readonly Row[], after: readonly Row[] = before) {
  const taken: string[] = []
  const client = createClient({
    apiKey: 'key',
    transport: fetchTransport(async () => Response.json(listed(taken.length > 0 ? after : before))),
  })
  const acquired = { sandboxId: 'spare' }
  const givenBack: unknown[] = []
  const view = () => viewPool(client, 'close')
  const ask = {
    server: 'close',
    runId: 'ours',
    spares: 1,
    view,
    viewAgain: view,
    acquire: async () => {
      taken.push('spare')
      return acquired
    },
    giveBack: async (sandbox: unknown) => void givenBack.push(sandbox),
  }
  return { ask, acquired, taken, givenBack }
}

function listed(rows: readonly Row[]): object {
  const sandboxes = rows.map(({ status, run }, index) => ({
    sandbox_id: `sandbox-${index}`,
    server_name: 'close',
    status,
    ...(run !== undefined && { tags: { sandpit_run: run } }),
  }))
  return { sandboxes, total_count: rows.length }
}

const ours: Row = { status: 'occupied', run: 'ours' }
const others: Row = { status: 'occupied', run: 'another' }
const untagged: Row = { status: 'occupied' }
const idle: Row = { status: 'idle' }

describe('a sandbox that nobody waits for', () => {
  it.each([
    ['a pool that only this run uses', [ours]],
    ['a pool that only this run uses, with one left', [ours, idle]],
    ['a shared pool with two left', [ours, others, idle, idle]],
  ])('is taken from %s', async (_, rows) => {
    const { ask, acquired, givenBack } = askOf(rows, [...rows.slice(0, -1), ours])
    expect(await acquireSpare(ask)).toBe(acquired)
    expect(givenBack).toEqual([])
  })

  it.each([
    ['a shared pool with one left', [ours, others, idle]],
    ['a pool that somebody without our tags uses, with one left', [ours, untagged, idle]],
    ['a shared pool whose idle ones are not listed', [ours, others]],
  ])('is not taken from %s', async (_, rows) => {
    const { ask, taken } = askOf(rows)
    await expect(acquireSpare(ask)).rejects.toMatchObject({ code: 'exhausted' })
    expect(taken).toEqual([])
  })

  it('is one of a few where a pool does not show what is idle', async () => {
    const { ask, acquired } = askOf([ours])
    expect(await acquireSpare({ ...ask, spares: 6 })).toBe(acquired)
    await expect(acquireSpare({ ...ask, spares: 7 })).rejects.toMatchObject({ code: 'exhausted' })
  })

  it('goes back when another took the last but one at the same moment', async () => {
    const { ask, acquired, givenBack } = askOf(
      [ours, others, idle, idle],
      [ours, others, others, ours],
    )
    await expect(acquireSpare(ask)).rejects.toMatchObject({ code: 'exhausted' })
    expect(givenBack).toEqual([acquired])
  })
})
