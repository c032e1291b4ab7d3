import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import type { CloseCall } from '../call/close-call.ts'
import { type FieldReader, isEmailAddress } from '../call/field-reader.ts'
import type { CatalogRow } from './catalog-row.ts'

/** A field's kind, as a row writes it: `text!`, `boolean=false`, `@lead!`, `active|archived=active`. */
interface FieldRule {
  readonly kind: string
  readonly isRequired: boolean
  /** What stands where nothing was sent. */
  readonly otherwise: unknown
}

/** How values of each kind are read; what refers to something or is one of some words is apart. */
const READERS: Readonly<
  Record<string, (fields: FieldReader, name: string, otherwise: unknown) => unknown>
> = {
  text: (fields, name, otherwise) => fields.nullableText(name, otherwise as string | null),
  email(fields, name, otherwise) {
    const text = fields.nullableText(name, otherwise as string | null)
    if (text !== null && !isEmailAddress(text)) fields.reject(name, 'Invalid email address.')
    return text
  },
  boolean: (fields, name, otherwise) => fields.boolean(name, otherwise === true),
  texts: (fields, name, otherwise) => fields.texts(name, (otherwise ?? []) as readonly string[]),
  objects: (fields, name, otherwise) => fields.objects(name, otherwise as readonly Dictionary[]),
  object(fields, name, otherwise) {
    const value = fields.raw(name)
    if (value === undefined) return otherwise
    if (value !== null && !isDictionary(value)) fields.reject(name, 'Expected an object.')
    return value
  },
}

/** Reads what a row says that may be sent; what was there before stays. */
export function readPlainFields(
  call: CloseCall,
  row: CatalogRow,
  fields: FieldReader,
  before: Dictionary | undefined,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(row.fields)) {
    const rule = ruleOf(spec)
    const was = before?.[name]
    if (before !== undefined && row.fixed.includes(name)) {
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
  { kind }: FieldRule,
  fields: FieldReader,
  name: string,
  otherwise: unknown,
): unknown {
  if (kind.startsWith('@')) {
    const exists = (id: string): boolean => call.store.has(kind.slice(1), id)
    return fields.nullableReference(name, otherwise as string | null, exists)
  }
  if (kind.includes('|')) return fields.choice(name, kind.split('|'), otherwise as string)
  return READERS[kind]?.(fields, name, otherwise)
}

function ruleOf(spec: string): FieldRule {
  const [, kind = '', mark, word] = /^([^!?=]+)([!?]?)(?:=(.*))?$/.exec(spec) ?? []
  const otherwise = kind === 'boolean' ? word === 'true' : (word ?? emptyOf(kind, mark))
  return { kind, isRequired: mark === '!', otherwise }
}

function emptyOf(kind: string, mark: string | undefined): unknown {
  if (mark === '?') return null
  if (kind === 'texts' || kind === 'objects') return []
  return kind === 'text' ? '' : null
}
