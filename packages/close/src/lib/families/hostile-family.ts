import type { CloseData } from '../data/close-data.ts'
import type { Field } from '../fields/field.ts'
import type { FieldFamily } from '../fields/field-family.ts'
import { drawHostileDate, drawHostileLabel, drawHostileText } from './hostile-texts.ts'
import type { RandomNumbers } from '../fields/random-numbers.ts'
import { bisect, inTurn, type Reducer, towards } from '../fields/reducer.ts'
import { shorterText } from '../fields/text-reducer.ts'

/** Everything the contract allows, and a real sales team never has. */
export const hostileFamily: FieldFamily = {
  lead: {
    name: required(drawHostileText, shorterText),
    status: nullable((random) => drawHostileLabel(random, ['Potential', 'Qualified']), shorterText),
  },
  contact: { name: nullable(drawHostileText, shorterText) },
  email: {
    email: nullable(drawAnything, plainerJson),
    type: nullable(drawAnything, plainerJson),
    is_unsubscribed: nullable(drawAnything, plainerJson),
    'é 🙂': nullable(drawAnything, plainerJson, 80),
  },
  phone: {
    phone: nullable(drawAnything, plainerJson),
    type: nullable(drawAnything, plainerJson),
    '': nullable(drawAnything, plainerJson, 80),
  },
  opportunity: {
    note: required(drawHostileText, shorterText),
    value: nullable(drawInteger, bisect(0)),
    confidence: nullable(drawInteger, bisect(0)),
    period: nullable((random) => drawHostileLabel(random, ['annual', 'monthly']), shorterText),
  },
  task: {
    description: required(drawHostileText, shorterText),
    date: nullable(drawHostileDate, shorterText),
    completed: nullable((random) => random.chance(50), towards(false)),
    assignee_id: nullable(drawHostileText, shorterText),
  },
  ranges: {
    leads: { min: 0, max: 10, repeats: 15 },
    contacts: { min: 0, max: 5, repeats: 15 },
    emails: { min: 0, max: 3, repeats: 15 },
    phones: { min: 0, max: 3, repeats: 15 },
    opportunities: { min: 0, max: 5, repeats: 15 },
    tasks: { min: 0, max: 5, repeats: 15 },
  },
  reduceLead: (reducer) => reducer,
  reduceData: (reducer, free) => (free.leads ? inTurn(blankRepeatedNames, reducer) : reducer),
  shortestList: 0,
  drawList: (list, { random }) => (random.chance(80) ? list : random.pick([null, undefined])),
}

/** Leads that share a name are easier to tell a reader about when they share none. */
function* blankRepeatedNames(data: CloseData): ReturnType<Reducer<CloseData>> {
  const names = (data.leads ?? []).map((lead) => lead.name)
  const seen = new Set<string>()
  const repeated = new Set(names.filter((name) => seen.size === seen.add(name).size && name !== ''))
  if (repeated.size === 0) return
  const leads = data.leads?.map((lead) => (repeated.has(lead.name) ? { ...lead, name: '' } : lead))
  yield { value: { ...data, leads }, cursor: undefined }
}

type Draw<Value> = (random: RandomNumbers) => Value

function required<Value>(draw: Draw<Value>, smaller: Reducer<Value>): Field {
  return { draw: ({ random }) => draw(random), smaller, isOptional: false } as Field
}

/** A value that is left out, or `null`, in so many of a hundred cases. */
function nullable<Value>(draw: Draw<Value>, smaller: Reducer<Value>, percent = 25): Field {
  const smallerIfThere: Reducer<Value | null> = (value, cursor) =>
    value === null ? [] : smaller(value, cursor)
  return {
    draw: ({ random }) => (random.chance(percent) ? random.pick([null, undefined]) : draw(random)),
    smaller: smallerIfThere,
    isOptional: true,
  } as Field
}

/** An integer, often at a limit of some system. */
function drawInteger(random: RandomNumbers): number {
  if (random.chance(60)) return random.pick(LIMITS)
  const sign = random.chance(50) ? 1 : -1
  return sign * random.below(10 ** random.between(1, 15))
}

const LIMITS: readonly [number, ...number[]] = [
  0,
  1,
  -1,
  99,
  100,
  101,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
]

/** Anything that JSON can carry: addresses are free-form in the contract. */
function drawAnything(random: RandomNumbers): unknown {
  return random.chance(50) ? drawHostileText(random) : random.pick(ODD_VALUES)
}

const ODD_VALUES: readonly [unknown, ...unknown[]] = [
  0,
  -1.5,
  1e21,
  true,
  false,
  [],
  {},
  [[], [null, '']],
  { '': { deep: [1, { deeper: null }] } },
  [1, 'two', false],
]

function plainerJson(value: unknown, cursor?: unknown): ReturnType<Reducer<unknown>> {
  return typeof value === 'string'
    ? (shorterText as Reducer<unknown>)(value, cursor)
    : plainest(value, cursor)
}

const plainest: Reducer<unknown> = inTurn(towards<unknown>('', 'a'))
