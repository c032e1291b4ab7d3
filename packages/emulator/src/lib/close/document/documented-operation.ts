import table from './close-operations.json' with { type: 'json' }

/**
 * What a query parameter is in Close's document: `string`, `integer`, `boolean`, `date` (a day or a
 * date-time), `date-time`, `email`, `string[]`, `object[]`, the words it may be, or one of these
 * with a `!` where it must be there.
 */
export type ParameterShape = string | readonly string[]

/** An operation of Close's own API document. */
export interface DocumentedOperation {
  readonly method: string
  /** Such as `/activity/note/{id}/`. */
  readonly path: string
  /** Its query parameters, by name. */
  readonly parameters: ReadonlyMap<string, ParameterShape>
}

type PathFacts = Readonly<Record<string, Readonly<Record<string, ParameterShape>>>>

/**
 * The 286 operations of Close's API by path and verb, and what their query parameters are. A test
 * in packages/conformance holds the table to Close's document, from which it was made.
 */
const PATHS: ReadonlyMap<string, ReadonlyMap<string, DocumentedOperation>> = new Map(
  Object.entries(table as unknown as Readonly<Record<string, PathFacts>>).map(([path, verbs]) => [
    path,
    new Map(
      Object.entries(verbs).map(([method, facts]) => [method, operation(method, path, facts)]),
    ),
  ]),
)

/** All of them, in the document's order. */
export function documentedOperations(): readonly DocumentedOperation[] {
  return Array.from(PATHS.values()).flatMap((verbs) => Array.from(verbs.values()))
}

/** What the document says of an operation, such as `GET` on `/activity/note/{id}/`. */
export function documentedOperation(method: string, path: string): DocumentedOperation | undefined {
  return PATHS.get(path)?.get(method)
}

/** The documented path that a request's path is one of, such as `/lead/{id}/` of `/lead/lead_1/`. */
export function documentedPath(path: string): string | undefined {
  const steps = stepsOf(path)
  const fitting = Array.from(PATHS.keys()).filter((template) => fits(stepsOf(template), steps))
  // `/lead/merge/` is no lead.
  return fitting.find((template) => !template.includes('{')) ?? fitting[0]
}

function operation(
  method: string,
  path: string,
  facts: Readonly<Record<string, ParameterShape>>,
): DocumentedOperation {
  return { method, path, parameters: new Map(Object.entries(facts)) }
}

function stepsOf(path: string): readonly string[] {
  return path.split('/').filter((step) => step !== '')
}

function fits(template: readonly string[], steps: readonly string[]): boolean {
  return (
    template.length === steps.length &&
    template.every((step, index) => step.startsWith('{') || step === steps[index])
  )
}
