import { compileFunction } from 'node:vm'
import type { core } from 'zod'

/**
 * Says of a value that it keeps to its schema, and that parsing it would give a copy whose JSON
 * says the same. `false` decides nothing: then zod has to be asked.
 */
export type PlainCheck = (value: unknown) => boolean

/**
 * The plain check of a schema, derived from the schema itself. Nothing passes a part that may change
 * what it takes (a default, a transform, a union), contains itself or is of a kind not known here.
 * A parser of its own (`z.withParser`) is taken to agree with its schema, as zod takes it.
 *
 * Plain are primitives, and lists and objects that JSON says all of: no class, no `toJSON`, no
 * hidden property. Checks such as `.refine` run as they do in zod, but on the value and not on a
 * copy of it. A getter is taken for a value that stays what it is.
 *
 * The check is generated code, as zod's own is: functions shared by all schemas would see values
 * of every shape, and take four times as long.
 */
export function plainCheck(schema: core.$ZodType): PlainCheck {
  const draft: Draft = { functions: [], constants: [leaves], names: new Map() }
  const root = write(schema, draft)
  const constants = draft.constants.map((_constant, index) => `c${index}`)
  const compile = compileFunction(`${draft.functions.join('\n')}\nreturn ${root}`, constants)
  return compile(...draft.constants) as PlainCheck
}

/** A check on its way to becoming code. */
interface Draft {
  /** `const f0 = (value) => ...`; a function calls only those before it. */
  readonly functions: string[]
  /** What the code knows as `c0`, `c1` and so on. */
  readonly constants: unknown[]
  /** Which function checks for a schema; for one that is still being written, one that never passes. */
  readonly names: Map<core.$ZodType, string>
}

/** Writes the function that checks for a schema, once, and gives its name. */
function write(schema: core.$ZodType, draft: Draft): string {
  const known = draft.names.get(schema)
  if (known !== undefined) return known
  draft.names.set(schema, define(never, draft))
  const name = withChecks(schema, define(codeOf(schema, draft), draft), draft)
  draft.names.set(schema, name)
  return name
}

function withChecks(schema: core.$ZodType, base: string, draft: Draft): string {
  const checks = checksOf(schema).map((check) => `c0(${constant(check, draft)}, value)`)
  if (checks.length === 0) return base
  return define(`(value) => ${base}(value) && ${checks.join(' && ')}`, draft)
}

const never = '() => false'

function codeOf(schema: core.$ZodType, draft: Draft): string {
  const { def, values, traits } = (schema as core.$ZodTypes)._zod
  if ('coerce' in def && def.coerce) return never
  if (def.type === 'string') return `(value) => typeof value === 'string'`
  if (def.type === 'number') return `(value) => Number.isFinite(value)`
  if (def.type === 'boolean') return `(value) => typeof value === 'boolean'`
  if (def.type === 'unknown') return `() => true`
  if (def.type === 'enum' || def.type === 'literal')
    return `(value) => ${constant(values, draft)}.has(value)`
  if (def.type === 'nullable')
    return `(value) => value === null || ${write(def.innerType, draft)}(value)`
  if (def.type === 'optional' && isPlainlyOptional(def.innerType, traits))
    return `(value) => value === undefined || ${write(def.innerType, draft)}(value)`
  if (def.type === 'array') return listCode(write(def.element, draft))
  if (def.type === 'object') return objectCode(def.shape, draft)
  if (def.type === 'record' && isAnyText(def.keyType))
    return recordCode(write(def.valueType, draft))
  return never
}

/** Whether `undefined` is taken, and stays what it is. */
function isPlainlyOptional(
  { _zod: { optin } }: core.$ZodType,
  traits: ReadonlySet<string>,
): boolean {
  return optin !== 'defaulted' && !traits.has('$ZodExactOptional')
}

/** Whether a record's key may be any text, and stays what it is. */
function isAnyText(key: core.$ZodType): boolean {
  const { def } = (key as core.$ZodTypes)._zod
  return def.type === 'string' && def.coerce !== true && checksOf(key).length === 0
}

function listCode(element: string): string {
  return `(value) => {
    if (!Array.isArray(value) || Object.getPrototypeOf(value) !== Array.prototype) return false
    if (typeof value.toJSON === 'function') return false
    for (let index = 0; index < value.length; index++) if (!${element}(value[index])) return false
    return true
  }`
}

const requirePlainObject = `
    if (typeof value !== 'object' || value === null) return false
    const prototype = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) return false
    if (typeof value.toJSON === 'function') return false`

function objectCode(shape: core.$ZodShape, draft: Draft): string {
  if (Reflect.ownKeys(shape).some((key) => typeof key === 'symbol' || key === '__proto__'))
    return never
  const parts = Object.entries(shape).map(([key, part]) => ({
    key: JSON.stringify(key),
    check: write(part, draft),
    isOptional: part._zod.optin === 'optional',
  }))
  const cases = parts.map(
    ({ key, check }) => `case ${key}: if (!${check}(part)) return false; break`,
  )
  const absent = parts
    .filter(({ isOptional }) => isOptional)
    .map(({ key, check }) => `if (value[${key}] === undefined && ${check}(undefined)) known++`)
  return `(value) => {
    ${requirePlainObject}
    let known = 0
    for (const key in value) {
      const part = value[key]
      switch (key) {
        ${cases.join('\n')}
        default: return false
      }
      if (part !== undefined) known++
    }
    if (known === ${parts.length}) return true
    // A part that is there, but not for JSON, stays unknown.
    ${absent.join('\n')}
    return known === ${parts.length}
  }`
}

function recordCode(part: string): string {
  return `(value) => {
    ${requirePlainObject}
    if (Object.getOwnPropertySymbols(value).length > 0) return false
    // Zod takes no object with a constructor of its own, and drops a key that sets the prototype.
    if (value.constructor !== undefined && value.constructor !== Object) return false
    for (const key in value) if (key === '__proto__' || !${part}(value[key])) return false
    return true
  }`
}

function define(code: string, { functions }: Draft): string {
  const name = `f${functions.length}`
  functions.push(`const ${name} = ${code}`)
  return name
}

function constant(value: unknown, { constants }: Draft): string {
  return `c${constants.push(value) - 1}`
}

/** The checks that zod runs on what a schema made of a value; a format such as `z.email` is one. */
function checksOf(schema: core.$ZodType): readonly core.$ZodCheck<unknown>[] {
  const { def, traits } = schema._zod
  const own: readonly unknown[] = traits.has('$ZodCheck') ? [schema] : []
  return [...own, ...(def.checks ?? [])] as readonly core.$ZodCheck<unknown>[]
}

/** Whether a check has nothing against the value, and leaves it what it is. */
function leaves({ _zod: check }: core.$ZodCheck<unknown>, value: unknown): boolean {
  const payload: core.ParsePayload = { value, issues: [] }
  if (check.def.when?.(payload) === false) return false
  const isDone = !(check.check(payload) instanceof Promise)
  return isDone && payload.issues.length === 0 && Object.is(payload.value, value)
}
