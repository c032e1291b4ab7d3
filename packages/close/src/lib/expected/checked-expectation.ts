import { SandpitError } from '@sandpit/client/errors'
import { nearMiss } from '@sandpit/client/near-miss'
import { showName, showValue } from '@sandpit/client/show-text'
import type { ExpectedCloseData } from '../compare/expected-close-data.ts'
import { isMatcher, isPattern, isRecord } from '@sandpit/systems/content'
import { closeDataShape, type Part, type PartShape, type ValueType } from '../compare/part-shape.ts'
import type { CloseSeed } from '../data/close-data-builder.ts'
import { refuseUnfindable } from './unfindable.ts'

/**
 * A part as it should be; one that is given by its name alone, or by a pattern for it, has that name.
 *
 * What no part can be is refused: with `not` it would always hold. So is `undefined`, which most often
 * comes of a name that something else does not have, and would let anything pass.
 *
 * @throws SandpitError `configuration`
 */
export function checkedPart(shape: PartShape, given: unknown): Part {
  const part = isNameAlone(given) ? { [shape.identity]: given } : given
  checkPart(shape, part)
  return part
}

/**
 * The same of a whole sandbox. A seed that a builder made may have keys without a value.
 *
 * @throws SandpitError `configuration`
 */
export function checkedData<Expected extends ExpectedCloseData | CloseSeed>(
  expected: Expected,
): Expected {
  if (!isRecord(expected) && isBuilder(expected)) return expected
  checkPart(closeDataShape, expected)
  return expected
}

function isNameAlone(given: unknown): boolean {
  return typeof given === 'string' || isPattern(given)
}

function isBuilder(expected: unknown): boolean {
  return typeof expected === 'object' && expected !== null && 'toJSON' in expected
}

function checkPart(shape: PartShape, part: unknown): asserts part is Part {
  if (!isRecord(part)) throw refusal(`${named(shape)} is ${wanted(shape)}, not ${showValue(part)}`)
  for (const [key, value] of Object.entries(part)) {
    const items = own(shape.lists, key)
    const type = own(shape.values, key)
    if (items === undefined && type === undefined && !isOther(shape, key))
      throw unknownKey(shape, key)
    if (value === undefined) throw valueless(shape, key)
    if (items !== undefined) checkList(shape, key, items, value)
    if (shape.isOpen) refuseUnfindable(`the ${key} of ${named(shape)}`, value)
    else if (type !== undefined) checkValue(shape, key, type, value)
  }
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

function checkList(shape: PartShape, key: string, items: PartShape, value: unknown): void {
  if (value === null) return
  if (!Array.isArray(value))
    throw refusal(`the ${key} of ${named(shape)} are a list, not ${showValue(value)}`)
  for (const item of value) checkPart(items, item)
}

function checkValue(shape: PartShape, key: string, type: ValueType, value: unknown): void {
  if (value === null || typeof value === 'function') return
  const matcher = isMatcher(value) ? nameOf(value) : undefined
  if (matcher !== undefined && !/^(Object|Array)/.test(matcher)) return
  if (type === 'string' && value instanceof RegExp) return
  if (typeof value === type && !Number.isNaN(value)) return
  throw refusal(
    `the ${key} of ${named(shape)} is ${typeNames[type]}, not ${matcher ?? showValue(value)}`,
  )
}

const typeNames: Readonly<Record<ValueType, string>> = {
  string: 'a text, or a pattern for it',
  number: 'a number',
  boolean: 'true or false',
}

/** How a runner's matcher calls itself; those for objects and lists hold for no text, number or boolean. */
function nameOf(matcher: { readonly toString: () => string }): string {
  return matcher.toString()
}

/** Whether a key that is not known may be there, and is no known one with a mistake in it. */
function isOther(shape: PartShape, key: string): boolean {
  return shape.isOpen === true && nearMiss(key, keysOf(shape)) === undefined
}

function keysOf({ values, lists }: PartShape): readonly string[] {
  return [...Object.keys(values), ...Object.keys(lists)]
}

function unknownKey(shape: PartShape, key: string): SandpitError {
  const meant = nearMiss(key, keysOf(shape))
  const advice =
    meant === undefined ? `its keys are ${keysOf(shape).join(', ')}` : `did you mean ${meant}?`
  return refusal(`${named(shape)} has no ${showName(key)}; ${advice}`)
}

function valueless(shape: PartShape, key: string): SandpitError {
  const is = key in shape.lists ? 'are' : 'is'
  return refusal(
    `the ${key} of ${named(shape)} ${is} undefined; leave it out if it may be anything, or give null if there should be none`,
  )
}

function wanted({ identity }: PartShape): string {
  return identity === ''
    ? 'an object such as { leads: [] }'
    : 'given by name, by pattern or as an object'
}

function named({ what, identity }: PartShape): string {
  if (identity === '') return what
  return `${/^[aeio]/.test(what) ? 'an' : 'a'} ${what}`
}

function refusal(reason: string): SandpitError {
  return new SandpitError('configuration', `Wrong expectation: ${reason}`)
}
