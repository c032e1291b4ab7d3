import { SandpitError } from '@sandpit/client/errors'
import { parseSeed } from '@sandpit/client/service'
import { closeService } from '@sandpit/close/schema'
import { type Emulator, startEmulator } from '@sandpit/emulator'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DocumentValidator } from './document-validator.ts'
import { anyMalformedSeed, anySeed } from './malformed-seed.ts'

const numRuns = Number(process.env['SANDPIT_PROPERTY_RUNS'] ?? 10_000)
const validate = new DocumentValidator('close').component('CloseData-Input')

let emulator: Emulator
let sandbox = ''

beforeAll(async () => {
  emulator = await startEmulator()
  const { body } = await call('POST', '/sandbox/close')
  sandbox = `/sandbox/close/${(body as { sandbox_id: string }).sandbox_id}`
})

afterAll(() => emulator[Symbol.asyncDispose]())

async function call(
  method: string,
  path: string,
  body?: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const headers = { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' }
  const init = { method, headers, ...(body !== undefined && { body }) }
  const answer = await emulator.fetch(new Request(`${emulator.url}${path}`, init))
  return { status: answer.status, body: await answer.json() }
}

/** Where a JSON-schema validator finds fault, as paths; nowhere when it does not. */
function byDocument(seed: unknown): readonly string[] {
  validate(seed)
  const places = (validate.errors ?? []).map(({ instancePath, params }) => {
    const { missingProperty } = params as { missingProperty?: string }
    return missingProperty === undefined ? instancePath : `${instancePath}/${missingProperty}`
  })
  // What is wrong inside an optional value is told of the value too: it is not null either.
  const deepest = places.filter((place) => !places.some((other) => other.startsWith(`${place}/`)))
  return [...new Set(deepest)].toSorted()
}

function byClient(seed: unknown): readonly string[] {
  try {
    parseSeed(closeService, seed)
    return []
  } catch (error) {
    if (!(error instanceof SandpitError)) throw error
    const issues = error.facts.issues ?? []
    return [...new Set(issues.map(({ path }) => ['', ...path].join('/')))].toSorted()
  }
}

async function byEmulator(seed: unknown): Promise<readonly string[]> {
  const { status, body } = await call('POST', `${sandbox}/initialize`, JSON.stringify(seed))
  if (status === 200) return []
  expect(status).toBe(422)
  const { detail } = body as { detail: { loc: (string | number)[] }[] }
  return [...new Set(detail.map(({ loc }) => ['', ...loc.slice(1)].join('/')))].toSorted()
}

it('client, emulator and document agree on every malformed seed, and nothing of it is stored', async () => {
  let refused = 0
  await fc.assert(
    fc.asyncProperty(anyMalformedSeed, async (seed) => {
      const expected = byDocument(seed)
      expect(byClient(seed)).toEqual(expected)
      // A body of null is allowed where a seed is not: it means no seed.
      expect(await byEmulator(seed)).toEqual(seed === null ? [] : expected)
      if (expected.length === 0) await call('POST', `${sandbox}/reset`)
      else refused++
      const { body } = await call('GET', `${sandbox}/dump`)
      expect((body as { data: unknown }).data).toEqual({ leads: [] })
    }),
    { numRuns },
  )
  expect(refused).toBeGreaterThan(numRuns / 3)
}, 300_000)

it('client, emulator and document agree to take every well-formed seed', async () => {
  await fc.assert(
    fc.asyncProperty(anySeed, async (seed) => {
      expect(byDocument(seed)).toEqual([])
      expect(byClient(seed)).toEqual([])
      expect(await byEmulator(seed)).toEqual([])
      await call('POST', `${sandbox}/reset`)
    }),
    { numRuns: Math.ceil(numRuns / 20) },
  )
}, 60_000)
