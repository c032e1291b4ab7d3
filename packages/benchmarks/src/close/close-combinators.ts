import type { CloseContact, CloseData, CloseLead, CloseTask } from '@sandpit/close'
import * as fc from 'fast-check'

/**
 * Close data of the shape and size that ours has, made with fast-check's own combinators: what a
 * lead is made of is generated apart, and put together by `map`, so that it can be shrunk.
 */
export function combinedCloseData({
  min = 0,
  max,
}: {
  readonly min?: number
  readonly max: number
}): fc.Arbitrary<CloseData> {
  const leads = fc.array(lead, {
    minLength: min,
    maxLength: max,
    size: 'max',
  })
  return leads.map((made): CloseData => ({ leads: made }))
}

const words = (text: string) => fc.constantFrom(...text.split(' '))
const few = <Part>(part: fc.Arbitrary<Part>, maxLength: number) =>
  fc.array(part, { maxLength, size: 'max' })

const person = fc.record({
  given: words('Ann Ben Cara Dan Aaliyah Alejandra Amir Ana Andre Anika Arjun Astrid Sarah Sofia'),
  family: words('Lee Roy Fox Ali Abbott Adeyemi Aguilar Ahmed Almeida Andersen Bauer Becker'),
  mailForms: few(fc.nat({ max: 2 }), 2),
  phones: few(fc.record({ line: fc.nat({ max: 99 }), type: words('office mobile') }), 1),
})

const deal = fc
  .record({
    note: words('Renewal Expansion Pilot Migration Training Support Rollout Consolidation'),
    value: fc.integer({ min: 50, max: 950_000 }),
    confidence: fc.integer({ min: 1, max: 19 }),
    period: words('one_time monthly annual'),
  })
  .map(({ value, confidence, ...rest }) => ({
    ...rest,
    value: value * 100,
    confidence: confidence * 5,
  }))

const todo = fc.record(
  {
    what: words('Follow_up Call_% Email_% Demo_for_% Contract Proposal Onboarding Invoice'),
    whom: fc.nat({ max: 3 }),
    day: fc.nat({ max: 729 }),
    completed: fc.boolean(),
  },
  { requiredKeys: ['what', 'whom'] },
)

const lead = fc
  .record(
    {
      stem: words(
        'Acme Globex Initech Hooli Apex Arbor Argon Aster Atlas Aurora Axiom Beacon Birch',
      ),
      trade: words('Advisors Aerospace Analytics Apparel Automation Biotech Brewing Capital Cloud'),
      form: words('Inc. LLC Ltd GmbH Group'),
      status: words('Potential Qualified Bad_Fit'),
      people: few(person, 4),
      deals: few(deal, 3),
      todos: few(todo, 4),
    },
    { requiredKeys: ['stem', 'people', 'deals', 'todos'] },
  )
  .map(({ stem, trade, form, status, people, deals, todos }): CloseLead => {
    const name = [stem, trade, form].filter((part) => part !== undefined).join(' ')
    const contacts = people.map((made) => contactOf(made, `${stem.toLowerCase()}.example`))
    return {
      name,
      ...(status !== undefined && { status: status.replace('_', ' ') }),
      contacts,
      opportunities: deals,
      tasks: todos.map((made) => taskOf(made, contacts)),
    }
  })

type Made<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never

function contactOf({ given, family, mailForms, phones }: Made<typeof person>, domain: string) {
  const [first, last] = [given.toLowerCase(), family.toLowerCase()]
  const locals = [first, `${first}.${last}`, `${first.slice(0, 1)}${last}`]
  return {
    name: `${given} ${family}`,
    emails: mailForms.map((form) => ({ email: `${locals[form]}@${domain}`, type: 'office' })),
    phones: phones.map(({ line, type }) => ({
      phone: `+1202555${String(line).padStart(4, '0')}`,
      type,
    })),
  }
}

const DAY_MS = 24 * 60 * 60 * 1000

function taskOf(
  { what, whom, day, completed }: Made<typeof todo>,
  contacts: readonly CloseContact[],
): CloseTask {
  const about = contacts[whom % Math.max(1, contacts.length)]?.name ?? 'them'
  const date = new Date(Date.UTC(2025, 0, 1) + (day ?? 0) * DAY_MS).toISOString().slice(0, 10)
  return {
    description: what.replaceAll('_', ' ').replace('%', about),
    ...(day !== undefined && { date }),
    ...(completed !== undefined && { completed }),
  }
}
