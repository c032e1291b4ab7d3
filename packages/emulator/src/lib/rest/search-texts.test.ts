import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Acquired, acquireClose } from '../acquired.testing.ts'
import type { Dictionary } from '../validation/containers.ts'

const NAMES = ['Café', 'Straße 5', 'ΣΊΣΥΦΟΣ', 'İzmir', '👩‍💻 Devs', 'שלום', 'Überall']
let acquired: Acquired

beforeAll(async () => {
  acquired = await acquireClose()
  for (const name of NAMES) await acquired.rest('POST', '/lead/', { name })
  const { id } = (await (
    await acquired.rest('POST', '/lead/', { name: 'Free' })
  ).json()) as Dictionary
  await acquired.rest('POST', '/opportunity/', { lead_id: id, value: 0, note: 'gift' })
})

afterAll(() => acquired[Symbol.asyncDispose]())

async function found(query: string): Promise<readonly unknown[]> {
  const answer = await acquired.rest('GET', `/lead/?query=${encodeURIComponent(query)}`)
  const { data } = (await answer.json()) as { data: Dictionary[] }
  return data.map(({ name }) => name)
}

describe('a search', () => {
  it.each([
    ['name:CAFÉ', 'Café'],
    ['name="Cafe\u0301"', 'Café'],
    ['name:cafe\u0301*', 'Café'],
    ['name:STRASSE', 'Straße 5'],
    ['name="straße 5"', 'Straße 5'],
    ['name:σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['σίσυφοσ', 'ΣΊΣΥΦΟΣ'],
    ['name:i\u0307zmir', 'İzmir'],
    ['👩‍💻', '👩‍💻 Devs'],
    ['name:שלום', 'שלום'],
    ['has:opportunity_value', 'Free'],
    ['opportunity(has:value)', 'Free'],
    ['opportunity_value:0', 'Free'],
  ])('%s finds %s, in whatever case and form it is written', async (query, name) => {
    expect(await found(query)).toEqual([name])
  })

  it('leaves out what is negated, in any script', async () => {
    expect(await found('-überall -👩‍💻')).toHaveLength(NAMES.length + 1 - 2)
  })
})
