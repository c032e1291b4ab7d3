import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { REFUSED } from '../validation/check.ts'
import { Problems } from '../validation/problems.ts'
import { Random } from '../world/random.ts'
import { EmulatedClose } from './close-sandbox.ts'
import { anySeedData } from './seed/close-data.ts'
import { isPlainSeed, type SeedData } from './seed/plain-seed.ts'

const now = new Date('2026-01-02T03:04:05Z')

/** Fields that are there, `null` or not there at all. */
function record<T extends object>(fields: { [Name in keyof T]: fc.Arbitrary<T[Name]> }) {
  return fc.record(fields, { requiredKeys: [] })
}

const text = fc.oneof(fc.constantFrom('', 'Potential', 'Bad Fit', '2026-02-03'), fc.string())
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value)
const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[] | null> =>
  maybe(fc.array(item, { maxLength: 3 }))

const contact = record({
  name: maybe(text),
  emails: list(record({ email: text })),
  phones: list(record({ phone: text })),
})
const opportunity = fc
  .tuple(
    record({ value: maybe(fc.integer()), confidence: maybe(fc.nat(200)), period: maybe(text) }),
    text,
  )
  .map(([rest, note]) => ({ ...rest, note }))
const task = fc
  .tuple(
    record({ date: maybe(text), completed: maybe(fc.boolean()), assignee_id: maybe(text) }),
    text,
  )
  .map(([rest, description]) => ({ ...rest, description }))
const lead = fc
  .tuple(
    record({
      status: maybe(text),
      contacts: list(contact),
      opportunities: list(opportunity),
      tasks: list(task),
    }),
    text,
  )
  .map(([rest, name]) => ({ ...rest, name }))
const seed: fc.Arbitrary<SeedData> = record({ leads: list(lead) }) as fc.Arbitrary<SeedData>

function seeded(...seeds: readonly SeedData[]): EmulatedClose {
  const sandbox = new EmulatedClose(new Random(1))
  for (const data of seeds) sandbox.seed(data, now)
  return sandbox
}

describe('a seeded sandbox', () => {
  it('is dumped alike before and after somebody looked into its store', () => {
    fc.assert(
      fc.property(seed, seed, (one, other) => {
        const sandbox = seeded(one, other)
        const before = sandbox.dump()
        expect(sandbox.store.leads.size).toBe(before.length)
        expect(sandbox.dump()).toEqual(before)
      }),
    )
  })

  it('keeps the text of a dump for no longer than it is true', () => {
    type Change = (sandbox: EmulatedClose) => unknown
    const change: fc.Arbitrary<Change> = fc.oneof(
      seed.map(
        (data): Change =>
          (sandbox) =>
            sandbox.seed(data, now),
      ),
      fc.constantFrom<Change>(
        (sandbox) => sandbox.reset(),
        (sandbox) => sandbox.store,
        ({ store }) => {
          for (const row of store.leads.all()) store.leads.put({ ...row, name: 'Other' })
        },
        ({ store }) => {
          for (const { id } of store.tasks.all()) store.tasks.delete(id)
        },
        ({ store }) => store.leadStatuses.forEach(({ id }) => store.deleteLeadStatus(id)),
      ),
    )
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const sandbox = seeded()
        for (const each of changes) {
          each(sandbox)
          expect(JSON.parse(sandbox.dumpJson().text)).toEqual({ leads: sandbox.dump() })
          expect(sandbox.dumpJson()).toBe(sandbox.dumpJson())
        }
      }),
    )
  })

  it('has the same records, ids included, whenever it is looked into', () => {
    fc.assert(
      fc.property(seed, seed, (one, other) => {
        const late = seeded(one, other)
        const early = seeded(one)
        expect(early.seeded.length).toBe(one.leads?.length ?? 0)
        early.seed(other, now)
        expect([...early.store.leads.all()]).toEqual([...late.store.leads.all()])
        expect([...early.store.tasks.all()]).toEqual([...late.store.tasks.all()])
      }),
    )
  })

  it('counts what a reset deletes, looked at or not', () => {
    fc.assert(
      fc.property(seed, seed, fc.boolean(), (one, other, isLookedAt) => {
        const sandbox = seeded(one)
        const seen = (isLookedAt ? sandbox.store.leads.size : one.leads?.length) ?? 0
        expect(seen).toBe(one.leads?.length ?? 0)
        sandbox.seed(other, now)
        const count = (one.leads?.length ?? 0) + (other.leads?.length ?? 0)
        expect(sandbox.reset()).toBe(`Reset completed. Deleted ${count} leads.`)
        expect(sandbox.dump()).toEqual([])
      }),
    )
  })
})

describe('a plain seed', () => {
  it('is every seed as documented, unknown fields or not', () => {
    fc.assert(
      fc.property(seed, (data) => {
        expect(isPlainSeed({ ...data, unknown: 1 })).toBe(true)
      }),
    )
  })

  it('is none that the slower check would refuse or read otherwise', () => {
    const odd = fc.constantFrom<unknown>(1, 1.5, '7', 'yes', true, [], {}, [1], 1e21)
    const field = fc.constantFrom('status', 'contacts', 'opportunities', 'tasks', 'name')
    fc.assert(
      fc.property(lead, field, odd, (one, name, value) => {
        const data: unknown = { leads: [{ ...one, [name]: value }] }
        fc.pre(isPlainSeed(data))
        const problems = new Problems()
        const read = anySeedData(data, problems)
        expect(problems.list).toEqual([])
        expect(read === REFUSED ? [] : seeded(read).dump()).toEqual(seeded(data).dump())
      }),
    )
  })
})
