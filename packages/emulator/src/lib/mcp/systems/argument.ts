import type { InputSchema } from '../input-schema.ts'

/** Short ways to write the schemas of tools down. */
export const text: InputSchema = { type: 'string' }
export const texts: InputSchema = { type: 'array', items: text }
export const whole: InputSchema = { type: 'integer' }
export const flag: InputSchema = { type: 'boolean' }

/** The arguments of a tool; those that it must have are named first. */
export function argumentsOf(
  required: readonly string[],
  properties: Readonly<Record<string, InputSchema>>,
): InputSchema {
  return { type: 'object', properties, ...(required.length > 0 && { required }) }
}

/** The same argument with a value that it has when it is left out. */
export function withDefault(schema: InputSchema, value: unknown): InputSchema {
  return { ...schema, default: value }
}

/** One of some words. */
export function oneOfWords(...words: readonly string[]): InputSchema {
  return { type: 'string', enum: words }
}

type Input = Readonly<Record<string, unknown>>

/** An argument that the schema has found to be a text, or was left out. */
export function textIn(input: Input, name: string): string | undefined {
  return input[name] as string | undefined
}

/** A text that the schema has found to be there. */
export function givenText(input: Input, name: string): string {
  return input[name] as string
}

/** A list of texts, empty when it was left out. */
export function textsIn(input: Input, name: string): readonly string[] {
  return (input[name] ?? []) as readonly string[]
}

/**
 * How many are asked for, or how many when it was left out.
 *
 * @throws Error for what is no whole number from 1 on
 */
export function countIn(input: Input, name: string, otherwise: number): number {
  const count = numberIn(input, name, otherwise)
  if (Number.isSafeInteger(count) && count > 0) return count
  throw new Error(`${name} must be a whole number from 1 on, not ${count}.`)
}

/** A number, or what it is when it was left out. */
export function numberIn(input: Input, name: string, otherwise: number): number {
  return (input[name] as number | undefined) ?? otherwise
}
