import { SandpitError, type SandpitErrorFacts } from '../errors/sandpit-error.ts'

/**
 * What is to be sent, as JSON.
 *
 * @param what names it in the error
 * @throws SandpitError `invalid_seed` when JSON cannot carry it.
 */
export function jsonOf(value: unknown, what: string, facts: SandpitErrorFacts): string {
  try {
    const json = JSON.stringify(value) as string | undefined
    if (json !== undefined) return json
  } catch (cause) {
    throw notJson(what, cause instanceof Error ? cause.message : String(cause), { ...facts, cause })
  }
  throw notJson(what, `it has no word for a ${typeof value}`, facts)
}

function notJson(
  what: string,
  why: string,
  options: SandpitErrorFacts & { readonly cause?: unknown },
): SandpitError {
  return new SandpitError(
    'invalid_seed',
    `JSON cannot carry ${what}, so nothing was sent: ${why}`,
    options,
  )
}
