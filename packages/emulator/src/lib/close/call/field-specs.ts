import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import { normalPhone } from '../store/phone.ts'
import type { CloseCall } from './close-call.ts'
import { type FieldReader, isEmailAddress } from './field-reader.ts'

/** What may be sent for one kind of object: a spec for each field. */
export interface FieldSpecs {
  /** Such as `text!`, `boolean=false`, `@lead!`, `active|archived=active` or `objects(url type)`. */
  readonly fields: Readonly<Record<string, string>>
  /** The fields that stay as they were made. */
  readonly fixed: readonly string[]
}

/** A spec, read: `!` stands for required, `?` for nothing unless given, `=` for a default. */
interface FieldRule {
  readonly kind: string
  readonly isRequired: boolean
  readonly isNullable: boolean
  /** What stands where nothing was sent. */
  readonly otherwise: unknown
  /** The fields of the objects in a list, where they are known. */
  readonly within: readonly string[] | undefined
}

/** How values of each kind are read; what refers to something or is one of some words is apart. */
const READERS: Readonly<
  Record<
    string,
    (fields: FieldReader, name: string, otherwise: unknown, rule: FieldRule) => unknown
  >
> = {
  text: readText,
  phone(fields, name, otherwise, rule) {
    const written = readText(fields, name, otherwise, rule)
    if (written !== null && written !== '' && !/\d/.test(written)) {
      fields.reject(name, 'Invalid phone number.')
    }
    return written === null ? null : normalPhone(written)
  },
  email(fields, name, otherwise) {
    const text = fields.nullableText(name, otherwise as string | null)
    if (text !== null && !isEmailAddress(text)) fields.reject(name, 'Invalid email address.')
    return text
  },
  date: (fields, name, otherwise) => fields.date(name, otherwise as string | null),
  count: (fields, name, otherwise) =>
    fields.wholeNumber(name, Number.MAX_SAFE_INTEGER, otherwise as number | null),
  addresses(fields, name, otherwise) {
    const sent = fields.texts(name, (otherwise ?? []) as readonly string[])
    if (!sent.every(isAddress)) fields.reject(name, 'Invalid email address.')
    return sent
  },
  boolean: (fields, name, otherwise, rule) =>
    fields.boolean(name, otherwise === true, rule.otherwise === true),
  texts: (fields, name, otherwise) => fields.texts(name, (otherwise ?? []) as readonly string[]),
  objects: (fields, name, otherwise, { within }) =>
    fields.objects(name, otherwise as readonly Dictionary[], within),
  object(fields, name, otherwise) {
    const value = fields.raw(name)
    if (value === undefined) return otherwise
    if (value !== null && !isDictionary(value)) fields.reject(name, 'Expected an object.')
    return value
  },
}

/** Reads what may be sent; what was there before stays. */
export function readSpecs(
  call: CloseCall,
  specs: FieldSpecs,
  fields: FieldReader,
  before: Dictionary | undefined,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(specs.fields)) {
    const rule = ruleOf(spec)
    const was = before?.[name]
    if (before !== undefined && specs.fixed.includes(name)) {
      if (fields.has(name) && fields.raw(name) !== was) fields.reject(name, 'It cannot be changed.')
      values[name] = was
    } else {
      if (rule.isRequired && (before === undefined || fields.has(name))) fields.require(name)
      values[name] = read(call, rule, fields, name, before === undefined ? rule.otherwise : was)
    }
  }
  return values
}

function read(
  call: CloseCall,
  rule: FieldRule,
  fields: FieldReader,
  name: string,
  otherwise: unknown,
): unknown {
  const { kind } = rule
  if (kind.startsWith('@')) {
    const exists = (id: string): boolean => call.store.has(kind.slice(1), id)
    return fields.nullableReference(name, otherwise as string | null, exists)
  }
  if (kind.includes('|')) return fields.choice(name, kind.split('|'), otherwise as string)
  return READERS[kind]?.(fields, name, otherwise, rule)
}

function ruleOf(spec: string): FieldRule {
  const [, kind = '', inside, mark, word] =
    /^([^!?=(]+)(?:\(([^)]*)\))?([!?]?)(?:=(.*))?$/.exec(spec) ?? []
  const otherwise = kind === 'boolean' ? word === 'true' : (word ?? emptyOf(kind, mark))
  const within = inside?.split(' ')
  return { kind, isRequired: mark === '!', isNullable: mark === '?', otherwise, within }
}

function emptyOf(kind: string, mark: string | undefined): unknown {
  if (mark === '?') return null
  if (['texts', 'objects', 'addresses'].includes(kind)) return []
  return kind === 'text' || kind === 'phone' ? '' : null
}

function readText(
  fields: FieldReader,
  name: string,
  otherwise: unknown,
  { isNullable }: FieldRule,
): string | null {
  const text = fields.nullableText(name, otherwise as string | null)
  return isNullable ? text : (text ?? '')
}

/** `ada@acme.test` or `Ada <ada@acme.test>`; that Close refuses anything else is inferred. */
function isAddress(text: string): boolean {
  return isEmailAddress(/<([^>]*)>\s*$/.exec(text)?.[1] ?? text)
}
