import type { ListName } from '../fields/field-family.ts'

/** One way to break the contract. */
export interface Breakage {
  /** The list whose part is broken; nothing for the data as a whole. */
  readonly list?: Exclude<ListName, 'emails' | 'phones'>
  /** The way from the part to the broken value; empty when the part itself is replaced. */
  readonly path: readonly (string | number)[]
  /** What stands there instead; `undefined` leaves it out. */
  readonly value: unknown
  /** The error type that the service answers. */
  readonly type: string
}

/**
 * Every kind of break that the contract knows, with the type of pydantic's error for it.
 * The types were observed on an equivalent model, since no answer of the service itself is public.
 */
export const BREAKAGES: readonly [Breakage, ...Breakage[]] = [
  { path: [], value: [], type: 'model_attributes_type' },
  { path: [], value: 'leads', type: 'model_attributes_type' },
  { path: ['leads'], value: {}, type: 'list_type' },
  { path: ['leads'], value: 'Acme', type: 'list_type' },
  ...inEach('leads', {
    replaced: ['Acme', 5],
    missing: ['name'],
    texts: ['name', 'status'],
    lists: ['contacts', 'opportunities', 'tasks'],
  }),
  { list: 'leads', path: ['name'], value: null, type: 'string_type' },
  ...inEach('contacts', { replaced: ['Ann Lee'], texts: ['name'], lists: ['emails', 'phones'] }),
  { list: 'contacts', path: ['emails', 0], value: 'ann@acme.example', type: 'dict_type' },
  { list: 'contacts', path: ['phones', 0], value: 5_550_100, type: 'dict_type' },
  { list: 'contacts', path: ['phones', 0], value: null, type: 'dict_type' },
  ...inEach('opportunities', {
    replaced: ['Renewal'],
    missing: ['note'],
    texts: ['note', 'period'],
    integers: ['value', 'confidence'],
  }),
  ...inEach('tasks', {
    replaced: [true],
    missing: ['description'],
    texts: ['description', 'date', 'assignee_id'],
  }),
  { list: 'tasks', path: ['completed'], value: 'perhaps', type: 'bool_parsing' },
  { list: 'tasks', path: ['completed'], value: 2, type: 'bool_parsing' },
  { list: 'tasks', path: ['completed'], value: [], type: 'bool_type' },
]

interface Breakable {
  /** Values that stand where the part should. */
  readonly replaced?: readonly unknown[]
  /** Keys that must be there. */
  readonly missing?: readonly string[]
  readonly texts?: readonly string[]
  readonly integers?: readonly string[]
  readonly lists?: readonly string[]
}

function inEach(list: NonNullable<Breakage['list']>, part: Breakable): readonly Breakage[] {
  const { replaced = [], missing = [], texts = [], integers = [], lists = [] } = part
  return [
    ...replaced.map((value) => ({ list, path: [], value, type: 'model_attributes_type' })),
    ...missing.map((key) => ({ list, path: [key], value: undefined, type: 'missing' })),
    ...texts.flatMap((key) => [
      { list, path: [key], value: 5, type: 'string_type' },
      { list, path: [key], value: ['text'], type: 'string_type' },
    ]),
    ...integers.flatMap((key) => [
      { list, path: [key], value: 'a lot', type: 'int_parsing' },
      { list, path: [key], value: 1.5, type: 'int_from_float' },
      { list, path: [key], value: [1], type: 'int_type' },
    ]),
    ...lists.map((key) => ({ list, path: [key], value: { 0: {} }, type: 'list_type' })),
  ]
}
