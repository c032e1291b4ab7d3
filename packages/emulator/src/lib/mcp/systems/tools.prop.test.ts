import { anyData } from '@sandpit/systems/arbitraries'
import { checkData } from '@sandpit/systems/schema'
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { SandboxDocument } from '../../systems/document.ts'
import { loadSystems } from '../../systems/load-systems.ts'
import type { Dictionary } from '../../validation/containers.ts'
import { gmailSystem } from '../gmail/gmail-system.ts'
import { calendarSystem } from '../google-calendar/calendar-system.ts'
import type { InputSchema } from '../input-schema.ts'
import { slackSystem } from '../slack/slack-system.ts'
import type { ToolServer } from '../tool-server.ts'
import type { EmulatedSystem } from './emulated-system.ts'
import { systemServer } from './system-server.ts'

const systems: readonly EmulatedSystem[] = [gmailSystem, calendarSystem, slackSystem]
const seeds = await loadSystems()
const now = new Date('2025-12-01T08:00:00Z')

/** A call whose texts are chosen among those that came up before, by number. */
interface Call {
  readonly name: string
  readonly input: (textAt: (place: number) => string) => Dictionary
}

const WORDS = [
  '',
  'primary',
  'in:inbox',
  'Hello',
  '2025-12-03T09:00:00Z',
  '2025-12-03',
  'STARRED',
  '😀',
]

describe.each(systems)('any calls of the tools of $server', (system) => {
  it('are answered with a text, keep the data valid, and change nothing where they only read', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyData(system.server),
        fc.array(callOf(system), { maxLength: 12 }),
        async (seed, calls) => {
          const document = new SandboxDocument()
          document.add(seed as Dictionary, now)
          const account = 'me@sandbox.example'
          const server = systemServer(system, { document, systems: seeds, account, now: () => now })
          const known = [...WORDS]
          for (const { name, input } of calls) {
            const before = JSON.stringify(document.data)
            const text = await textOf(
              server,
              name,
              input((place) => known[place % known.length] ?? ''),
            )
            // What looks like an id may be used by a later call.
            known.push(...(text.match(/[\w.]{12,}/g) ?? []))
            const { annotations } = system.tools.find((tool) => tool.name === name) ?? {}
            const hasChanged = JSON.stringify(document.data) !== before
            expect(hasChanged && annotations?.['readOnlyHint'] === true).toBe(false)
            const dump = seeds.dump(system.server, 'sandbox', document.data)
            expect(checkData(system.server, dump)).toEqual([])
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})

async function textOf(server: ToolServer, name: string, input: Dictionary): Promise<string> {
  const { content } = await server.call(name, input)
  expect(typeof content[0].text).toBe('string')
  return content[0].text
}

function callOf({ tools }: EmulatedSystem): Arbitrary<Call> {
  return fc.oneof(
    ...tools.map(({ name, inputSchema }) =>
      valueOf(inputSchema).map((value) => ({
        name,
        input: (textAt: (place: number) => string) => filled(value, textAt) as Dictionary,
      })),
    ),
  )
}

/** Stands for a text until it is known which there are. */
class Place {
  readonly place: number

  constructor(place: number) {
    this.place = place
  }
}

function valueOf(schema: InputSchema): Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {})
      const model = Object.fromEntries(entries.map(([name, value]) => [name, valueOf(value)]))
      return fc.record(model, { requiredKeys: [...(schema.required ?? [])] })
    }
    case 'array':
      return fc.array(valueOf(schema.items ?? { type: 'string' }), { maxLength: 2 })
    case 'string':
      return fc.nat({ max: 999 }).map((place) => new Place(place))
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number':
      return fc.integer({ min: 1, max: 20 })
  }
}

function filled(value: unknown, textAt: (place: number) => string): unknown {
  if (value instanceof Place) return textAt(value.place)
  if (Array.isArray(value)) return value.map((item) => filled(item, textAt))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, filled(held, textAt)]),
  )
}
