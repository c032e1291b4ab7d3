import type { Dictionary } from '../../validation/containers.ts'
import { CloseError } from '../call/close-error.ts'
import table from '../document/shown-fields.json' with { type: 'json' }

interface ShownFields {
  /** With spaces between them. */
  readonly shown: string
  /** What Close's document has beside them. */
  readonly lacking: string
}

/**
 * The fields of what is listed at a path, as the emulator shows them; a test in
 * packages/conformance holds the table to what it answers and to Close's document.
 */
const FIELDS: ReadonlyMap<string, ShownFields> = new Map(Object.entries(table))

/**
 * Refuses names in `_fields` that nothing at a path has, such as `/lead/`. What is not in the table
 * is let through here, and looked at once it is shown.
 *
 * @throws CloseError 400 for a field that Close does not have, 501 for one that is not emulated
 */
export function checkFields(fields: string | undefined, path: string): void {
  const known = FIELDS.get(path)
  if (known === undefined) return
  const [shown, lacking] = [known.shown, known.lacking].map((names) => new Set(names.split(' ')))
  for (const name of namesIn(fields)) {
    if (shown?.has(name) === true) continue
    if (lacking?.has(name) === true) throw CloseError.notEmulated(`the field ${name} of ${path}`)
    throw noField(name)
  }
}

/** The same for what is not in the table: a field that nothing has of what was found. */
export function checkShown(
  fields: string | undefined,
  path: string,
  found: readonly Dictionary[],
): void {
  if (FIELDS.has(path) || found.length === 0) return
  const missing = namesIn(fields).find((name) => found.every((one) => !Object.hasOwn(one, name)))
  if (missing !== undefined) throw noField(missing)
}

/** Custom fields may be named that nothing has. */
function namesIn(fields = ''): readonly string[] {
  const names = fields.split(',').map((name) => name.trim())
  return names.filter((name) => !/^(?:_all|custom(?:\..+)?)?$/.test(name))
}

function noField(name: string): CloseError {
  return CloseError.fields({ _fields: `There is no field ${name}.` })
}
