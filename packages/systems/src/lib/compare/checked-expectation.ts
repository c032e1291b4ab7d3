import { SandpitError } from '@sandpit/client/errors'
import { nearMiss } from '@sandpit/client/near-miss'
import { showName } from '@sandpit/client/show-text'
import { type ObjectShape, type Shape, withoutNull } from '../document/shape.ts'
import type { DataPath } from './difference.ts'
import { isPattern } from './matches-value.ts'
import { isRecord } from './same-value.ts'

const anything: Shape = { kind: 'any' }

/**
 * Refuses an expectation that no data of this shape is as: with `not` it would always hold. So is
 * `undefined`, which most often comes of a mistake, and would let anything pass. A field that the
 * document does not have may be in a dump all the same, unless it is a known one with a mistake in it.
 *
 * @throws SandpitError `configuration`
 */
export function checkExpectation(shape: Shape, expected: unknown, path: DataPath = []): void {
  if (expected === undefined) throw valueless(path)
  if (expected === null || typeof expected === 'function' || isMatcher(expected)) return
  const plain = withoutNull(shape)
  switch (plain.kind) {
    case 'object':
      return checkFields(plain, expected, path)
    case 'map':
      return checkEach(expected, path, () => plain.values)
    case 'list':
      return checkItems(expected, path, plain.items)
    case 'text':
    case 'choice':
      return checkType(typeof expected === 'string' || expected instanceof RegExp, expected, path)
    case 'number':
      return checkType(typeof expected === 'number', expected, path)
    case 'boolean':
      return checkType(typeof expected === 'boolean', expected, path)
    case 'tuple':
    case 'union':
    case 'any':
      return checkAny(expected, path)
  }
}

/**
 * Refuses a field that the document does not have and that nothing has of what is `held` there: nobody
 * could tell it from a mistake, and with `not`, or with `null`, it would always hold.
 *
 * @throws SandpitError `configuration`
 */
export function checkHeld(
  shape: Shape,
  expected: unknown,
  held: readonly unknown[],
  path: DataPath = [],
): void {
  const plain = withoutNull(shape)
  if (plain.kind === 'list' && Array.isArray(expected)) {
    const items = held.flatMap((one) => (Array.isArray(one) ? (one as readonly unknown[]) : []))
    for (const [index, item] of expected.entries())
      checkHeld(plain.items, item, items, [...path, String(index)])
  }
  if (plain.kind !== 'object' || !isRecord(expected) || isMatcher(expected)) return
  const records = held.filter(isRecord)
  for (const [key, value] of Object.entries(expected)) {
    const field = plain.fields.get(key)
    const values = records.flatMap((one) => (Object.hasOwn(one, key) ? [one[key]] : []))
    if (field !== undefined) checkHeld(field.shape, value, values, [...path, key])
    else if (values.length === 0 && records.length > 0) throw strange(path, key, plain)
  }
}

function checkFields(shape: ObjectShape, expected: unknown, path: DataPath): void {
  const names = [...shape.fields.keys()]
  checkEach(expected, path, (key) => {
    const field = shape.fields.get(key)
    const meant = field === undefined ? nearMiss(key, names) : undefined
    if (meant !== undefined) throw misspelt(path, key, meant)
    return field?.shape ?? anything
  })
}

function checkEach(expected: unknown, path: DataPath, shapeOf: (key: string) => Shape): void {
  if (!isRecord(expected)) throw unfindable(path, expected)
  for (const [key, value] of Object.entries(expected))
    checkExpectation(shapeOf(key), value, [...path, key])
}

function checkItems(expected: unknown, path: DataPath, items: Shape): void {
  if (!Array.isArray(expected)) throw unfindable(path, expected)
  for (const [index, item] of expected.entries())
    checkExpectation(items, item, [...path, String(index)])
}

function checkType(isOfType: boolean, expected: unknown, path: DataPath): void {
  if (!isOfType || Number.isNaN(expected)) throw unfindable(path, expected)
}

/** Of what the document leaves open, only that it is JSON. */
function checkAny(expected: unknown, path: DataPath): void {
  if (isPattern(expected)) return
  if (Array.isArray(expected)) return checkItems(expected, path, anything)
  if (isRecord(expected)) return checkEach(expected, path, () => anything)
  const isJson = ['string', 'boolean'].includes(typeof expected) || Number.isFinite(expected)
  if (!isJson) throw unfindable(path, expected)
}

function isMatcher(expected: unknown): boolean {
  return isPattern(expected) && !(expected instanceof RegExp)
}

function valueless(path: DataPath): SandpitError {
  return refusal(
    path,
    'is undefined; leave it out if it may be anything, or give null if there should be none',
  )
}

function misspelt(path: DataPath, key: string, meant: string): SandpitError {
  return refusal(path, `has no field ${showName(key)}; did you mean ${meant}?`)
}

function strange(path: DataPath, key: string, { fields }: ObjectShape): SandpitError {
  const known = [...fields.keys()].join(', ')
  return refusal(
    path,
    `has no field ${showName(key)}, nor has anything that is there; it has ${known}`,
  )
}

function unfindable(path: DataPath, expected: unknown): SandpitError {
  return refusal(path, `is never ${kindOf(expected)}`)
}

function refusal(path: DataPath, reason: string): SandpitError {
  const what = path.length === 0 ? 'it' : path.join('.')
  return new SandpitError('configuration', `Wrong expectation: ${what} ${reason}`)
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return isRecord(value) ? 'an object' : 'an object of a class'
  return Number.isNaN(value) ? 'NaN' : `a ${typeof value}`
}
