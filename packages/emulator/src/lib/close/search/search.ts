import { ordered } from '../call/order.ts'
import { type Condition, EVERYTHING, type Term } from './condition.ts'
import {
  customValue,
  isThere,
  type Kind,
  quantity,
  sortKeyOf,
  type Test,
  type TextTests,
  textTests,
  type Value,
} from './kinds.ts'
import { parseQuery } from './parse-query.ts'
import { invalidQuery } from './scanner.ts'
import type { Place } from './span.ts'

/** A field of the search language: how it compares, and its values for one thing. */
export interface Field<Subject> {
  readonly kind: Kind
  readonly of: (subject: Subject) => readonly Value[]
  /** Whether any of the values passes. */
  readonly some: (subject: Subject, test: Test) => boolean
}

/** What can be searched for in one kind of thing. */
export interface Vocabulary<Subject> {
  readonly id: (subject: Subject) => string
  /** Whether anything that a bare word is looked for in holds. */
  readonly someText: (subject: Subject, tests: TextTests) => boolean
  readonly fields: ReadonlyMap<string, Field<Subject>>
  /** Custom fields, by name. */
  readonly custom?: CustomValues<Subject>
  /** What belongs to a thing, such as `contact`. */
  readonly nested?: ReadonlyMap<string, Nested<Subject>>
  /** The text of a saved search, by name or id, which `in:` looks into. */
  readonly saved?: ((name: string) => string | undefined) | undefined
}

/** The custom fields that there are, and what a thing has in them. */
export interface CustomValues<Subject> {
  /** In lower case: the names, and the ids. */
  readonly names: () => ReadonlySet<string>
  readonly of: (subject: Subject) => Readonly<Record<string, unknown>>
}

/** Things that belong to another thing, found by a search of their own. */
export type Nested<Subject> = (
  inside: Condition,
  compileInside: <Inner>(condition: Condition, vocabulary: Vocabulary<Inner>) => Passes<Inner>,
) => Passes<Subject>

type Passes<Subject> = (subject: Subject) => boolean

/** A search that has been understood. */
export interface Search<Subject> {
  readonly passes: Passes<Subject>
  /** Orders what was found as `sort:` asks; otherwise leaves it. */
  readonly order: (found: Subject[]) => Subject[]
}

/**
 * Understands a search, all of it, before anything is looked at.
 *
 * @throws CloseError 400 for whatever is not understood
 */
export function searchFor<Subject>(
  query: string,
  vocabulary: Vocabulary<Subject>,
  place: Place,
): Search<Subject> {
  return searchOf(parseQuery(query), vocabulary, place)
}

/** The same for a search that comes in another form than a text. */
export function searchOf<Subject>(
  asked: Condition,
  vocabulary: Vocabulary<Subject>,
  place: Place,
): Search<Subject> {
  const { condition, sort } = withoutSort(asked)
  return {
    passes: compile(condition, vocabulary, place),
    order: orderOf(sort, vocabulary, place),
  }
}

/** Things of one kind that belong to another: `contact(name:Ada)`. */
export function nestedIn<Subject, Inner>(
  rowsOf: (subject: Subject) => readonly Inner[],
  vocabulary: () => Vocabulary<Inner>,
): Nested<Subject> {
  return (inside, compileInside) => {
    const passes = compileInside(inside, vocabulary())
    return (subject) => rowsOf(subject).some(passes)
  }
}

function compile<Subject>(
  condition: Condition,
  vocabulary: Vocabulary<Subject>,
  place: Place,
): Passes<Subject> {
  const inner = (part: Condition): Passes<Subject> => compile(part, vocabulary, place)
  switch (condition.kind) {
    case 'and':
      return every(condition.parts.map(inner))
    case 'or': {
      const parts = condition.parts.map(inner)
      return (subject) => parts.some((part) => part(subject))
    }
    case 'not': {
      const part = inner(condition.part)
      return (subject) => !part(subject)
    }
    case 'text': {
      const tests = textTests(condition.term)
      return (subject) => vocabulary.someText(subject, tests)
    }
    case 'field':
      return comparison(condition, vocabulary, place)
    case 'among': {
      const { field, terms } = condition
      const parts = terms.map((term) => inner({ kind: 'field', field, operator: '=', term }))
      return (subject) => parts.some((part) => part(subject))
    }
    case 'has':
      return presence(condition.name, vocabulary)
    case 'nested': {
      const nested = vocabulary.nested?.get(condition.object)
      if (nested === undefined) throw unknownName(`${condition.object}(...)`)
      return nested(condition.inside, (part, other) => compile(part, other, place))
    }
    case 'view': {
      const text = vocabulary.saved?.(condition.name)
      if (text === undefined) throw invalidQuery(`'in:${condition.name}' is no search to look in`)
      // A saved search in a saved one might be itself.
      return compile(
        withoutSort(parseQuery(text)).condition,
        { ...vocabulary, saved: undefined },
        place,
      )
    }
    case 'slice': {
      const { index, count } = condition
      return (subject) => hash(vocabulary.id(subject)) % count === index - 1
    }
    case 'sort':
      throw invalidQuery('sort: orders what is found, so it stands beside all conditions')
  }
}

function every<Subject>(parts: readonly Passes<Subject>[]): Passes<Subject> {
  const [only] = parts
  if (only === undefined) return () => true
  if (parts.length === 1) return only
  return (subject) => parts.every((part) => part(subject))
}

/** Whether any of a field's values compares as asked; for `!=`, whether none is equal. */
function comparison<Subject>(
  { field: name, operator, term }: Extract<Condition, { kind: 'field' }>,
  vocabulary: Vocabulary<Subject>,
  place: Place,
): Passes<Subject> {
  const { kind, some } = fieldOf(name, vocabulary)
  const isNot = operator === '!='
  const positive = isNot ? '=' : operator
  const isPresence = isStar(term) && (positive === ':' || positive === '=')
  const test = isPresence ? isThere : kind({ field: name, operator: positive, term, place })
  const isSo: Test = (value) => isThere(value) && test(value)
  const holds: Passes<Subject> = (subject) => some(subject, isSo)
  return isNot ? (subject) => !holds(subject) : holds
}

/** `has:calls`, which counts things, or `has:url`, which has to have a value. */
function presence<Subject>(name: string, vocabulary: Vocabulary<Subject>): Passes<Subject> {
  const isPlural = !vocabulary.fields.has(name) && vocabulary.fields.has(`${name}s`)
  const { kind, some } = fieldOf(isPlural ? `${name}s` : name, vocabulary)
  return (subject) => some(subject, (value) => isThere(value) && (kind !== quantity || value !== 0))
}

function fieldOf<Subject>(name: string, { fields, custom }: Vocabulary<Subject>): Field<Subject> {
  const field = fields.get(name) ?? (custom && customField(name, custom))
  if (field === undefined) throw unknownName(name)
  return field
}

function orderOf<Subject>(
  sort: Sort | undefined,
  vocabulary: Vocabulary<Subject>,
  place: Place,
): Search<Subject>['order'] {
  if (sort === undefined) return (found) => found
  const { kind, of } = fieldOf(sort.field, vocabulary)
  const sign = sort.descending ? -1 : 1
  return (found) => ordered(found, (one) => sortKeyOf(of(one)[0], kind, place), sign)
}

type Sort = Extract<Condition, { kind: 'sort' }>

/** `sort:` says nothing about what is found; it may stand in brackets that only join. */
function withoutSort(condition: Condition): {
  readonly condition: Condition
  readonly sort: Sort | undefined
} {
  if (condition.kind === 'sort') return { condition: EVERYTHING, sort: condition }
  if (condition.kind !== 'and') return { condition, sort: undefined }
  const parts = condition.parts.map(withoutSort)
  const [sort, second] = parts.flatMap((part) => part.sort ?? [])
  if (second !== undefined) throw invalidQuery('sort: can be given once only')
  return { condition: { kind: 'and', parts: parts.map((part) => part.condition) }, sort }
}

/** `custom.<name>`, in any case. */
function customField<Subject>(
  name: string,
  { names, of: valuesOf }: CustomValues<Subject>,
): Field<Subject> | undefined {
  if (!name.startsWith('custom.')) return undefined
  const key = name.slice('custom.'.length)
  if (!names().has(key)) return undefined
  const of = (subject: Subject): readonly Value[] =>
    Object.entries(valuesOf(subject))
      .filter(([own]) => own.toLowerCase() === key)
      .flatMap(([, value]) => value)
  return { kind: customValue, of, some: (subject, test) => of(subject).some(test) }
}

function isStar({ text, quoted }: Term): boolean {
  return text === '*' && !quoted
}

function hash(id: string): number {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return sum
}

function unknownName(name: string): Error {
  return invalidQuery(
    `there is no field '${name}' that the Sandpit emulator searches; docs/reference/emulator.md lists them`,
  )
}
