import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCloseData } from '../arbitrary/any-close-data.ts'
import { hostileCloseData } from '../arbitrary/hostile-close-data.ts'
import type { CloseData } from '../data/close-data.ts'
import {
  toBeUnchanged,
  toHaveContact,
  toHaveLead,
  toHaveOpportunity,
  toHaveTask,
  toMatchCloseData,
} from './close-matchers.ts'

const now = { timeoutMs: 0 }
const data = fc.oneof(anyCloseData({ leads: { max: 6 } }), hostileCloseData({ leads: { max: 6 } }))

/** What moves a cursor, hides text or puts it in another order. */
const DANGEROUS = /[\p{Cc}\p{Cf}\u2028\u2029]/u

/** All matchers, asked for parts of one state, of another. */
async function askedFor(wanted: CloseData, held: CloseData) {
  const dump = async () => held
  const leads = wanted.leads ?? []
  const ofLeads = leads.flatMap(({ name, contacts, opportunities, tasks }) => [
    toHaveLead(dump, name, now),
    ...(contacts ?? []).map((contact) => toHaveContact(dump, name, contact, now)),
    ...(opportunities ?? []).map((deal) => toHaveOpportunity(dump, name, deal, now)),
    ...(tasks ?? []).map((task) => toHaveTask(dump, name, task, now)),
  ])
  return Promise.all([
    toMatchCloseData(dump, wanted, now),
    toBeUnchanged(dump, wanted, now),
    ...ofLeads,
  ])
}

describe('the matchers, of any data', () => {
  it('find in a state all that is in it', async () => {
    await fc.assert(
      fc.asyncProperty(data, async (state) => {
        for (const { pass } of await askedFor(state, state)) expect(pass).toBe(true)
      }),
    )
  })

  it('have messages that are short, and hide nothing', async () => {
    await fc.assert(
      fc.asyncProperty(data, data, async (wanted, held) => {
        for (const { message, name } of await askedFor(wanted, held)) {
          const lines = message().split('\n')
          expect(lines[0]).toMatch(new RegExp(`^expect\\(close\\)\\.${name}\\(.*\\) failed$`, 'u'))
          expect(lines.length).toBeLessThan(40)
          for (const line of lines) expect(line).not.toMatch(DANGEROUS)
        }
      }),
    )
  })
})
