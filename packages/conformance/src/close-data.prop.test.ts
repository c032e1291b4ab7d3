import { createClient, type SandboxClient } from '@sandpit/client'
import { anyCloseData, hostileCloseData, invalidCloseData } from '@sandpit/close/arbitraries'
import { diffCloseData } from '@sandpit/close/compare'
import { closeService } from '@sandpit/close/schema'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'

let emulator: Emulator
let client: SandboxClient
let sandboxId = ''

beforeAll(async () => {
  emulator = await startEmulator()
  client = createClient({ apiKey: emulator.apiKey, baseUrl: emulator.url })
  sandboxId = (await client.acquire('close')).sandboxId
})

afterAll(() => emulator[Symbol.asyncDispose]())

it.each([
  ['realistic', anyCloseData()],
  ['hostile', hostileCloseData()],
])(
  'a sandbox that was filled with %s data holds it, and can be filled with its dump',
  async (_kind, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (seed) => {
        const first = await dumpOf(seed)
        expect(diffCloseData(seed, first, { mode: 'seeded' })).toEqual([])
        expect(diffCloseData(first, await dumpOf(first))).toEqual([])
      }),
    )
  },
)

async function dumpOf(seed: unknown) {
  await client.reset('close', sandboxId)
  await client.initialize(closeService, sandboxId, closeService.seed.parse(seed))
  return client.dump(closeService, sandboxId)
}

it('data with one mistake is refused for that mistake alone', async () => {
  await fc.assert(
    fc.asyncProperty(invalidCloseData(), async ({ data, loc, type }) => {
      const { status, detail } = await refusalOf(data)
      expect(status).toBe(422)
      expect(detail).toEqual([expect.objectContaining({ loc, type })])
    }),
    { numRuns: 300 },
  )
})

async function refusalOf(data: unknown) {
  const url = `${emulator.url}/sandbox/close/${sandboxId}/initialize`
  const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(data) })
  const { detail } = (await answer.json()) as { readonly detail: unknown }
  return { status: answer.status, detail }
}
