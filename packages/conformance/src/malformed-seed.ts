import fc from 'fast-check'

/** A seed that the contract allows, written here from the document, not taken from our builder. */
export const anySeed: fc.Arbitrary<unknown> = fc.record(
  { leads: list(anyLead()) },
  { requiredKeys: [] },
)

function anyLead(): fc.Arbitrary<unknown> {
  const lists = {
    contacts: list(anyContact()),
    opportunities: list(anyOpportunity()),
    tasks: list(anyTask()),
  }
  return fc.record({ name: text(), status: maybe(text()), ...lists }, { requiredKeys: ['name'] })
}

function anyContact(): fc.Arbitrary<unknown> {
  const optional = { requiredKeys: [] as never[] }
  const email = { email: text(), type: text(), is_unsubscribed: fc.boolean() }
  const phone = { phone: text(), type: text() }
  return fc.record(
    {
      name: maybe(text()),
      emails: list(fc.record(email, optional)),
      phones: list(fc.record(phone, optional)),
    },
    optional,
  )
}

function anyOpportunity(): fc.Arbitrary<unknown> {
  const money = { value: maybe(fc.maxSafeInteger()), confidence: maybe(fc.integer()) }
  return fc.record({ note: text(), ...money, period: maybe(text()) }, { requiredKeys: ['note'] })
}

function anyTask(): fc.Arbitrary<unknown> {
  return fc.record(
    {
      description: text(),
      date: maybe(text()),
      completed: maybe(fc.boolean()),
      assignee_id: maybe(text()),
    },
    { requiredKeys: ['description'] },
  )
}

function text(): fc.Arbitrary<string> {
  return fc.string({ maxLength: 8 })
}

function maybe<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.option(value, { nil: null })
}

function list<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value[] | null> {
  return maybe(fc.array(value, { maxLength: 3 }))
}

/**
 * A seed with some of its values replaced, or its keys taken away. Nothing that the service's
 * parser converts without a word is put in (a number as text, a boolean as a number, a whole float),
 * for there the documents and the service are known to differ; nor a key that no document names,
 * which only our client refuses.
 */
export const anyMalformedSeed: fc.Arbitrary<unknown> = fc
  .tuple(anySeed, fc.array(fc.tuple(fc.nat(), anyMutation()), { minLength: 1, maxLength: 3 }))
  .map(([seed, mutations]) =>
    mutations.reduce((each, [where, mutation]) => mutate(each, where, mutation), seed),
  )

type Mutation = { readonly put: unknown } | 'remove'

function anyMutation(): fc.Arbitrary<Mutation> {
  const wrong = fc.constantFrom<unknown>({}, [], 'words', 2.5, -7, null, [[]], [{}])
  return fc.oneof(
    { weight: 5, arbitrary: wrong.map((put) => ({ put })) },
    { weight: 1, arbitrary: fc.constant('remove' as const) },
  )
}

/** Applies a mutation at the place with the given number, counting every value in the seed. */
function mutate(seed: unknown, where: number, mutation: Mutation): unknown {
  const places = placesOf(seed)
  const place = places[where % places.length]
  return place === undefined ? seed : changed(seed, place, mutation)
}

function placesOf(value: unknown): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]]
  const inner = Object.entries(value).flatMap(([key, each]) =>
    placesOf(each).map((path) => [key, ...path]),
  )
  return [[], ...inner]
}

function changed(value: unknown, [step, ...rest]: readonly string[], mutation: Mutation): unknown {
  if (step === undefined) return mutation === 'remove' ? null : mutation.put
  const copy: Record<string, unknown> = Object.assign(Array.isArray(value) ? [] : {}, value)
  if (rest.length === 0 && mutation === 'remove' && !Array.isArray(value)) delete copy[step]
  else copy[step] = changed(copy[step], rest, mutation)
  return copy
}
