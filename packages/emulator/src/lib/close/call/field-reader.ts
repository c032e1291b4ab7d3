import { isDeepStrictEqual } from 'node:util'

import { type Dictionary, isDictionary } from '../../validation/containers.ts'
import { CloseError } from './close-error.ts'
import { momentOf } from './moment.ts'

const REQUIRED = 'This field is required.'
const EMAIL = /^[^\s@]+@[^\s@]+$/
const CURRENCY = /^[A-Z]{3}$/
/** Who changed a thing last is out of date in whatever somebody read before a change of theirs. */
const LAST_CHANGE = /^(?:date_updated|updated_by|updated_by_name|updated_at|updated_by_id)$/
/** What is no text in the objects of a list. */
const TYPES_WITHIN: Readonly<Record<string, string>> = {
  is_unsubscribed: 'boolean',
  inline_only: 'boolean',
  size: 'number',
}

/**
 * Reads the fields of a body one after the other and remembers everything wrong with them.
 *
 * Each reading answers `otherwise` for a field that is absent, so that one function serves
 * creating (`otherwise` is the default) and updating (`otherwise` is what was there).
 * `This field is required.`, `Object does not exist.` and `Not a valid choice.` are recorded
 * from Close; the texts about wrong types are inferred.
 */
export class FieldReader {
  readonly #body: Dictionary
  readonly #errors: Record<string, string> = {}
  readonly #names = new Set<string>()

  constructor(body: Dictionary) {
    this.#body = body
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined
  }

  raw(name: string): unknown {
    this.#names.add(name)
    return this.#body[name]
  }

  /** The fields whose names begin so. */
  namesFrom(prefix: string): readonly string[] {
    return Object.keys(this.#body).filter((name) => name.startsWith(prefix))
  }

  /** Text; `null` stands for none. */
  text(name: string, otherwise: string): string {
    return this.nullableText(name, otherwise) ?? ''
  }

  /** Rejects a field that is absent or empty. */
  require(name: string): void {
    this.requireValue(name, this.raw(name))
  }

  /** The same for what a field comes to be. */
  requireValue(name: string, value: unknown): void {
    if ((value ?? '') === '') this.reject(name, REQUIRED)
  }

  requiredText(name: string, before: string | undefined): string {
    if (before === undefined && !this.has(name)) this.reject(name, REQUIRED)
    return this.text(name, before ?? '')
  }

  nullableText(name: string, otherwise: string | null): string | null {
    return this.#read(name, otherwise, 'Expected a string.', (value) => typeof value === 'string')
  }

  /** `null` is refused unless something is meant by it. */
  boolean(name: string, otherwise: boolean, whenNull?: boolean): boolean {
    const value = this.#read(name, otherwise, 'Expected a boolean.', isBoolean) ?? whenNull
    if (value === undefined) this.reject(name, 'Expected a boolean.')
    return value ?? otherwise
  }

  /** A whole number from 0 to `most`. */
  wholeNumber(name: string, most: number, otherwise: number | null): number | null {
    return this.#read(name, otherwise, `Expected a whole number from 0 to ${most}.`, (value) => {
      return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most
    })
  }

  /** A day or a date-time that a calendar has. */
  date(name: string, otherwise: string | null): string | null {
    return this.#read(name, otherwise, 'Expected a date or a date-time.', (value) => {
      return typeof value === 'string' && momentOf(value) !== undefined
    })
  }

  choice<Word extends string, Otherwise extends Word | null>(
    name: string,
    words: readonly Word[],
    otherwise: Otherwise,
  ): Word | Otherwise {
    const known = (value: unknown): value is Word => (words as readonly unknown[]).includes(value)
    if (this.raw(name) === null && otherwise !== null) this.reject(name, 'Not a valid choice.')
    return this.#read<Word | Otherwise>(name, otherwise, 'Not a valid choice.', known) ?? otherwise
  }

  /** A currency by its three letters. */
  currency(name: string, otherwise: string): string {
    return this.#read(name, otherwise, 'Not a valid choice.', isCurrency) ?? otherwise
  }

  /**
   * Objects; with `known`, those that have these fields and no others, texts for the most part, or
   * are `shown` already.
   */
  objects(
    name: string,
    otherwise: readonly Dictionary[],
    known?: readonly string[],
    shown: readonly Dictionary[] = [],
  ): readonly Dictionary[] {
    const sent = this.#read(name, otherwise, 'Expected a list of objects.', isDictionaryList) ?? []
    if (sent === otherwise || known === undefined) return sent
    const others = sent.filter((one) => !shown.some((other) => isDeepStrictEqual(one, other)))
    for (const [field, value] of others.flatMap((one) => Object.entries(one))) {
      const type = TYPES_WITHIN[field] ?? 'string'
      if (!known.includes(field)) this.reject(name, `There is no field ${field} in it.`)
      else if (value !== null && typeof value !== type) {
        this.reject(name, `Expected a ${type} as ${field}.`)
      }
    }
    return sent
  }

  texts(name: string, otherwise: readonly string[]): readonly string[] {
    return this.#read(name, otherwise, 'Expected a list of strings.', isTextList) ?? []
  }

  /** The id of something that must exist. */
  reference(name: string, otherwise: string, exists: (id: string) => boolean): string {
    return this.nullableReference(name, otherwise, exists) ?? otherwise
  }

  nullableReference(
    name: string,
    otherwise: string | null,
    exists: (id: string) => boolean,
  ): string | null {
    const id = this.nullableText(name, otherwise)
    if (id !== null && id !== otherwise && !exists(id)) this.reject(name, 'Object does not exist.')
    return id
  }

  reject(name: string, message: string): void {
    this.#errors[name.replace(/_id$/, '')] ??= message
  }

  /**
   * Refuses by name what nobody has read. What is shown may be sent back as it is, now or before
   * this change: Close was seen to take it without a word. Another value would have no effect.
   */
  refuseOthers<Row>(path: string, show: (row: Row) => Dictionary, after: Row, before?: Row): void {
    const others = Object.keys(this.#body).filter((name) => !this.#names.has(name))
    if (others.length === 0) return
    const views = before === undefined ? [show(after)] : [show(after), show(before)]
    const stranger = others.find(
      (name) =>
        !views.some((view) => isDeepStrictEqual(view[name], this.#body[name])) &&
        !(before !== undefined && LAST_CHANGE.test(name)),
    )
    if (stranger === undefined) return
    const what = views.some((view) => view[stranger] !== undefined)
      ? 'setting the field'
      : 'the field'
    throw CloseError.notEmulated(`${what} ${stranger} of ${path} in Close's API`)
  }

  /** The same where nothing is shown of what is sent. */
  refuseUnread(path: string): void {
    this.refuseOthers(path, () => ({}), {})
  }

  /** Throws what has been found, if anything. */
  check(): void {
    if (Object.keys(this.#errors).length > 0) throw CloseError.fields(this.#errors)
  }

  #read<T>(
    name: string,
    otherwise: T,
    complaint: string,
    fits: ((value: unknown) => value is T) | ((value: unknown) => boolean),
  ): T | null {
    const value = this.raw(name)
    // What a seed brought may be kept, whatever it is.
    if (value === undefined || value === otherwise) return otherwise
    if (value === null) return null
    if (fits(value)) return value as T
    this.reject(name, complaint)
    return otherwise
  }
}

/** Whether a value could be an email address. */
export function isEmailAddress(value: unknown): boolean {
  return typeof value === 'string' && EMAIL.test(value)
}

function isCurrency(value: unknown): boolean {
  return typeof value === 'string' && CURRENCY.test(value)
}

function isDictionaryList(value: unknown): value is readonly Dictionary[] {
  return Array.isArray(value) && value.every(isDictionary)
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean'
}
