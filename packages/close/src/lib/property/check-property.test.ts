import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkProperty } from './check-property.ts'
import { closeData, toCloseData } from '../data/close-data-builder.ts'
import type { CloseData } from '../data/close-data.ts'
import { CloseSandbox } from '../sandbox/close-sandbox.ts'

function sandboxInMemory(): CloseSandbox {
  let state: CloseData[] = []
  return new CloseSandbox(
    {
      sandboxId: 'sandbox',
      mcpUrl: 'mcp',
      reset: async () => void (state = []),
      add: async (seed) => void state.push(seed),
      dump: async () => ({ leads: state.flatMap((each) => each.leads ?? []) }),
    },
    {},
  )
}

const anyLeads = fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 8 }).map((values) => ({
  leads: values.map((value) => ({
    name: `Lead ${value}`,
    opportunities: [{ note: 'deal', value }],
  })),
}))

async function messageOf(check: Promise<void>): Promise<string> {
  const error = await check.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Error ? error.message : 'passed'
}

describe('checkProperty', () => {
  it('fills the sandbox anew before every run and every step of shrinking', async () => {
    const sandbox = sandboxInMemory()
    let runs = 0
    const check = checkProperty(sandbox, [anyLeads], async ([seed]) => {
      runs++
      expect(await sandbox.dump()).toEqual({ leads: toCloseData(seed).leads ?? [] })
      await sandbox.add(closeData().lead('left behind'))
      return (toCloseData(seed).leads ?? []).length < 3
    })
    await expect(check).rejects.toThrow('The property returned false.')
    expect(runs).toBeGreaterThan(3)
  })

  it('reports the smallest seed as code, the state, and how to see it again', async () => {
    const sandbox = sandboxInMemory()
    const tooMuch = async (values: readonly unknown[]): Promise<void> => {
      const { leads = [] } = toCloseData(values[0] as CloseData)
      await sandbox.add(closeData().lead('Report'))
      const total = (leads ?? [])
        .flatMap((lead) => lead.opportunities ?? [])
        .reduce((sum, { value }) => sum + (value ?? 0), 0)
      expect(total).toBeLessThan(500)
    }
    const message = await messageOf(
      checkProperty(sandbox, [anyLeads], tooMuch, { parameters: { seed: 1 } }),
    )
    expect(message).toMatchInlineSnapshot(`
      "Property failed after 1 run and 5 steps of shrinking: expected 500 to be less than 500

      The smallest seed that fails:
        closeData().lead('Lead 500', (lead) => lead.opportunity('deal', { value: usd(5) }))

      The sandbox when it failed:
        closeData().lead('Lead 500', (lead) => lead.opportunity('deal', { value: usd(5) })).lead('Report')

      See it again with { seed: 1, path: '0:3:2:3:2:1' }"
    `)
    const path = /path: '([^']+)'/.exec(message)?.[1] ?? ''
    const again = await messageOf(
      checkProperty(sandbox, [anyLeads], tooMuch, { parameters: { seed: 1, path } }),
    )
    expect(again).toContain("opportunity('deal', { value: usd(5) })")
  })

  it('says so when the time is up before anything failed', async () => {
    const sandbox = sandboxInMemory()
    const message = await messageOf(
      checkProperty(sandbox, [anyLeads], () => sleep(30), { timeLimitMs: 100 }),
    )
    expect(message).toMatch(/stopped by the test's time limit after \d runs?/)
  })

  it('passes when every run does', async () => {
    const runs: number[] = []
    await checkProperty(
      sandboxInMemory(),
      [anyLeads, fc.nat()],
      ([, number]) => void runs.push(number),
      { parameters: { numRuns: 20 } },
    )
    expect(runs).toHaveLength(20)
  })
})
